import type { Metadata } from 'next';
import Form from 'next/form';
import Link from 'next/link';
import { queryOf } from '../../address/query-of.ts';
import { Differences } from '../../configuration/differences.tsx';
import { differingSettings } from '../../configuration/differing-settings.ts';
import { ProblemList } from '../../configuration/problem-list.tsx';
import { SettingTable } from '../../configuration/setting-table.tsx';
import { groups, parseSettingsFilter, settingsHref, shownSettings } from '../../configuration/settings-view.ts';
import { ask } from '../../data/house.ts';
import { houseZone } from '../../data/house-zone.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { LinkTabs } from '../../parts/link-tabs.tsx';
import { Page, PageHead } from '../../parts/page-head.tsx';
import { ScrollBox } from '../../parts/scroll-box.tsx';
import { UnavailablePage } from '../../parts/unavailable-page.tsx';
import { pageWords } from '../../words/page-words.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageWords()).text.configuration.title };
}

/** Settings that one page lists. */
const shown = 200;
const fewDifferences = 100;

export default async function ConfigurationPage(props: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const words = await pageWords();
  const { text, format } = words;
  const own = text.configuration;
  const filter = parseSettingsFilter(await queryOf(props.searchParams));
  const answer = await ask(async (read) => ({ ...(await read.settings()), zone: houseZone(await read.assets()) }));
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} words={words} />;
  const { inUse, refused, zone } = answer.value;
  if (inUse === null)
    return (
      <Page>
        <PageHead title={own.title} />
        <p className="text-soft">{own.notRecorded}</p>
      </Page>
    );
  const passing = shownSettings(inUse, filter);
  const page = passing.slice(filter.from, filter.from + shown);
  const differing = refused === null ? [] : differingSettings(inUse, refused);
  const problems = (refused ?? inUse).problems;
  return (
    <Page>
      <PageHead title={own.title} note={own.since(format.minute(inUse.at, zone))} />
      {refused !== null && (
        <Card title={own.refused}>
          <p className="text-bad">{own.refusedMeaning(format.minute(refused.at, zone))}</p>
        </Card>
      )}
      {problems.length > 0 && (
        <Card title={own.problems} aside={own.problemCount(problems.length)}>
          <ProblemList problems={problems} text={own} />
        </Card>
      )}
      {differing.length > 0 && (
        <Card title={own.differences}>
          <ScrollBox>
            <Differences settings={differing.slice(0, fewDifferences)} text={own} />
          </ScrollBox>
          {differing.length > fewDifferences && (
            <p className="pt-2 text-soft">{own.more(differing.length - fewDifferences)}</p>
          )}
        </Card>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <LinkTabs
          label={own.group}
          tabs={groups.map((group) => ({
            label: own.groups[group],
            href: settingsHref({ ...filter, group, from: 0 }),
            current: group === filter.group,
          }))}
        />
        <LinkTabs
          label={own.which}
          tabs={[false, true].map((given) => ({
            label: given ? own.onlyGiven : own.withDefaults,
            href: settingsHref({ ...filter, given, from: 0 }),
            current: given === filter.given,
          }))}
        />
        <Form action="/configuration" className="flex min-w-0 gap-2">
          {filter.group !== 'config' && <input type="hidden" name="group" value={filter.group} />}
          {filter.given && <input type="hidden" name="given" value="1" />}
          <input
            type="search"
            name="text"
            defaultValue={filter.text}
            placeholder={own.findLabel}
            aria-label={own.findLabel}
            className="w-44 min-w-0 rounded-md border border-line-strong bg-surface px-2.5 py-1 placeholder:text-soft"
          />
          <Button type="submit">{text.assets.find}</Button>
        </Form>
      </div>
      <Card title={own.groups[filter.group]} aside={own.keys(passing.length)}>
        {page.length === 0 ? (
          <p className="text-soft">{own.none}</p>
        ) : (
          <ScrollBox>
            <SettingTable settings={page} text={own} />
          </ScrollBox>
        )}
      </Card>
      {(filter.from > 0 || filter.from + shown < passing.length) && (
        <p className="flex gap-4">
          {filter.from > 0 && (
            <Link href={settingsHref({ ...filter, from: Math.max(0, filter.from - shown) })} className="prose-link">
              {text.assets.earlierOnes}
            </Link>
          )}
          {filter.from + shown < passing.length && (
            <Link href={settingsHref({ ...filter, from: filter.from + shown })} className="prose-link">
              {text.assets.laterOnes(passing.length - filter.from - shown)}
            </Link>
          )}
        </p>
      )}
    </Page>
  );
}
