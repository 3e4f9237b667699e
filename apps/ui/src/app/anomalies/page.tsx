import type { Metadata } from 'next';
import Link from 'next/link';
import { queryOf } from '../../address/query-of.ts';
import { anomaliesHref, incidentName, isOpen, parseAnomalyFilter, periods } from '../../anomalies/anomaly-filter.ts';
import { AnomalyFilters } from '../../anomalies/anomaly-filters.tsx';
import { IncidentCard } from '../../anomalies/incident-card.tsx';
import { loadAnomalies } from '../../anomalies/load-anomalies.ts';
import { Severity } from '../../anomalies/severity.tsx';
import { ask } from '../../data/house.ts';
import { isReadOnly } from '../../data/settings.ts';
import { Card } from '../../parts/card.tsx';
import { LinkTabs } from '../../parts/link-tabs.tsx';
import { Page, PageHead } from '../../parts/page-head.tsx';
import { UnavailablePage } from '../../parts/unavailable-page.tsx';
import { pageWords } from '../../words/page-words.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageWords()).text.anomalies.title };
}

/** Incidents that one page lists. */
const shown = 200;

export default async function AnomaliesPage(props: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const words = await pageWords();
  const { text, format } = words;
  const own = text.anomalies;
  const filter = parseAnomalyFilter(await queryOf(props.searchParams));
  const answer = await ask(async (read) => {
    const [model, acknowledgements] = await Promise.all([loadAnomalies(read, filter), read.acknowledgements()]);
    return { ...model, acknowledgements };
  });
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} words={words} />;
  const { incidents, total, zone, judgedUntil, units, meters, types, chosen, acknowledgements } = answer.value;
  const seen = new Map(acknowledgements.map((one) => [`${one.asset} ${one.incident}`, one]));
  const open = (incident: { readonly asset: string; readonly end: number }) =>
    isOpen(incident, judgedUntil.get(incident.asset) ?? 0);
  const { incident: _, ...unchosen } = filter;
  return (
    <Page>
      <PageHead title={own.title} note={own.note(incidents.length, total)} />
      {chosen !== undefined && (
        <IncidentCard
          evidence={chosen}
          zone={zone}
          isOpen={open(chosen.incident)}
          closeHref={anomaliesHref(unchosen)}
          acknowledgement={seen.get(`${chosen.incident.asset} ${chosen.incident.id}`)}
          canAct={!isReadOnly()}
          words={words}
        />
      )}
      <Card
        flush
        title={text.assets.incidents}
        aside={
          <LinkTabs
            label={own.period}
            tabs={periods.map((days) => ({
              label: own.days[days],
              href: anomaliesHref({ ...unchosen, days }),
              current: days === filter.days,
            }))}
          />
        }
      >
        <AnomalyFilters filter={filter} meters={meters} types={types} words={words} />
        {incidents.length === 0 ? (
          <p className="border-t border-line px-4 py-3 text-soft">{own.nothing}</p>
        ) : (
          <ul className="divide-y divide-line border-t border-line">
            {incidents.slice(0, shown).map((incident) => {
              const name = incidentName(incident);
              return (
                <li key={name}>
                  <Link
                    href={`${anomaliesHref({ ...filter, incident: name })}#incident`}
                    aria-current={filter.incident === name ? 'true' : undefined}
                    className="grid gap-x-4 gap-y-0.5 px-4 py-2 hover:bg-sunken aria-[current]:bg-accent-soft sm:grid-cols-[7.5rem_17rem_minmax(0,1fr)_auto]"
                  >
                    <Severity severity={incident.severity} words={words} />
                    <span className="min-w-0 break-words">
                      <span className="font-medium">{incident.meter}</span>{' '}
                      <span className="text-soft">{own.types[incident.type] ?? incident.type}</span>
                      {seen.has(`${incident.asset} ${incident.id}`) && (
                        <span className="block text-[12px] text-good">✓ {own.acknowledged}</span>
                      )}
                    </span>
                    <span className="min-w-0 text-[13px] break-words text-soft">
                      {own.sentence(incident, units.get(incident.asset) ?? null)}
                    </span>
                    <span className="text-[12px] whitespace-nowrap text-soft">
                      {[
                        ...new Set([
                          format.date(incident.start, zone),
                          open(incident) ? own.states.open : format.date(incident.end - 1, zone),
                        ]),
                      ].join(' – ')}
                    </span>
                  </Link>
                </li>
              );
            })}
          </ul>
        )}
        {incidents.length > shown && (
          <p className="border-t border-line px-4 py-2 text-soft">{text.runs.after(incidents.length - shown)}</p>
        )}
      </Card>
    </Page>
  );
}
