import { ask } from '../../../data/house.ts';
import { type Found, findHits } from '../../../search/find-hits.ts';
import { namedPages } from '../../../search/pages.ts';
import { pageWords } from '../../../words/page-words.ts';

export const dynamic = 'force-dynamic';

const hitsAtMost = 50;
const longestText = 200;
/** Runs that are looked through, besides the one that a number names. */
const runsSearched = 200;

/** What `?text=` finds among pages, meters, assets and runs: at most `?limit=` of them, and how many there are. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const text = (query.get('text') ?? '').slice(0, longestText);
  const asked = Number(query.get('limit') ?? 20);
  const limit = Number.isSafeInteger(asked) && asked > 0 ? Math.min(asked, hitsAtMost) : 20;
  const { text: texts } = await pageWords();
  const answer = await ask(async (read): Promise<Found> => {
    const pages = namedPages(texts);
    if (text.trim() === '') return findHits('', { assets: [], runs: [], pages, describeRun: () => '' }, limit);
    const [assets, runs, named] = await Promise.all([
      read.assetNames(),
      read.runs({ limit: runsSearched }),
      runNamed(text) === undefined ? [] : read.runs({ limit: 1, before: (runNamed(text) ?? 0) + 1 }),
    ]);
    const older = named.filter(({ id }) => id === runNamed(text) && !runs.some((run) => run.id === id));
    return findHits(
      text,
      {
        assets,
        runs: [...runs, ...older],
        pages,
        describeRun: ({ kind, actor, status, selection }) =>
          [texts.status.kindBy(texts.status.kinds[kind] ?? kind, actor), texts.status.runs[status] ?? status, selection]
            .filter((part) => part !== '')
            .join(' · '),
      },
      limit,
    );
  });
  if (answer.kind !== 'ready') return new Response(null, { status: 503 });
  return Response.json(answer.value, { headers: { 'Cache-Control': 'no-store' } });
}

/** The number of a run, where the text is one. */
function runNamed(text: string): number | undefined {
  const number = /^\s*#?(\d{1,12})\s*$/.exec(text)?.[1];
  return number === undefined ? undefined : Number(number);
}
