import type { CancelSignal } from '@meterworks/assets';
import { type HomesAnswer, homesAnswer } from './answers.ts';
import type { TibberClient } from './ask-tibber.ts';
import { homesQuery } from './queries.ts';
import { TibberError } from './tibber-error.ts';

type Home = NonNullable<HomesAnswer['viewer']['homes'][number]>;

/** The id of the home that is meant: the one named, or the account's only one. @throws TibberError that lists the homes */
export async function chooseHome(
  client: TibberClient,
  wanted: string | undefined,
  signal: CancelSignal,
): Promise<string> {
  const { viewer } = await client.ask(homesQuery, {}, homesAnswer, signal);
  const homes = viewer.homes.filter((home) => home !== null);
  const [first, ...others] = homes;
  if (first === undefined) throw new TibberError('home', 'the account has no home');
  if (wanted === undefined) {
    if (others.length === 0) return first.id;
    const text = `the account has ${homes.length} homes; write the id of one of them as tibber.home_id into config.yaml`;
    throw new TibberError('home', `${text}\n${listed(homes)}`);
  }
  if (homes.some(({ id }) => id === wanted)) return wanted;
  throw new TibberError(
    'home',
    `tibber.home_id is "${wanted}", which is no home of the account; it has\n${listed(homes)}`,
  );
}

function listed(homes: readonly Home[]): string {
  return homes
    .map(({ id, appNickname, address }) => {
      const facts = [appNickname, address?.address1, address?.city].filter((fact) => fact !== undefined && fact !== '');
      return `  ${id}${facts.length === 0 ? '' : `  (${facts.join(', ')})`}`;
    })
    .join('\n');
}
