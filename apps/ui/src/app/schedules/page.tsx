import type { Metadata } from 'next';
import { ask } from '../../data/house.ts';
import { houseZone } from '../../data/house-zone.ts';
import { isReadOnly } from '../../data/settings.ts';
import { Card } from '../../parts/card.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Page, PageHead } from '../../parts/page-head.tsx';
import { ScrollBox } from '../../parts/scroll-box.tsx';
import { UnavailablePage } from '../../parts/unavailable-page.tsx';
import { RuleTable } from '../../schedules/rule-table.tsx';
import { ScheduleActs } from '../../schedules/schedule-acts.tsx';
import { TickTable } from '../../schedules/tick-table.tsx';
import { pageWords } from '../../words/page-words.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageWords()).text.schedules.title };
}

/** Next instants and latest ticks that are shown of a schedule, and assets of which something is not fresh. */
const shown = { next: 3, ticks: 20, decisions: 50 } as const;

export default async function SchedulesPage() {
  const words = await pageWords();
  const { text, format } = words;
  const own = text.schedules;
  const answer = await ask(async (read) => {
    const schedules = await read.schedules(shown.next);
    const decisions = await read.automation();
    const zone = houseZone(await read.assets());
    const cards = await Promise.all(
      schedules.map(async (schedule) => ({ schedule, ticks: await read.ticks(schedule.name, shown.ticks) })),
    );
    return { cards, decisions, zone };
  });
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} words={words} />;
  const open = answer.value.decisions.filter(({ unsettled }) => unsettled > 0);
  return (
    <Page>
      <PageHead title={own.title} note={own.note} />
      {answer.value.cards.length === 0 && <p className="text-soft">{own.none}</p>}
      {answer.value.cards.map(({ schedule, ticks }) => (
        <Card
          key={schedule.name}
          title={schedule.name}
          aside={!isReadOnly() && <ScheduleActs schedule={schedule.name} enabled={schedule.enabled} />}
        >
          <div className="grid gap-4">
            <Facts
              facts={[
                [own.state, schedule.enabled ? own.on : own.off],
                ...(schedule.switchedBy === null || schedule.switchedAt === null
                  ? []
                  : [
                      [
                        own.switched,
                        own.by(schedule.switchedBy, format.minute(schedule.switchedAt, schedule.zone)),
                      ] as const,
                    ]),
                [own.expression, `${schedule.expression} (${schedule.zone})`],
                [text.runs.askedFor, schedule.selection ?? text.runs.everything],
                [
                  own.next,
                  schedule.enabled && schedule.next.length > 0
                    ? schedule.next.map((at) => (
                        <span key={at} className="block whitespace-nowrap">
                          {format.minute(at, schedule.zone)}
                        </span>
                      ))
                    : '–',
                ],
              ]}
            />
            {ticks.length === 0 ? (
              <p className="text-soft">{own.noTick}</p>
            ) : (
              <ScrollBox>
                <TickTable ticks={ticks} zone={schedule.zone} words={words} />
              </ScrollBox>
            )}
          </div>
        </Card>
      ))}
      {answer.value.decisions.length > 0 && (
        <Card title={own.rules}>
          <p className="text-soft">
            {own.settled(answer.value.decisions.length - open.length, answer.value.decisions.length)}
          </p>
          {open.length > 0 && (
            <ScrollBox>
              <RuleTable decisions={open.slice(0, shown.decisions)} zone={answer.value.zone} words={words} />
            </ScrollBox>
          )}
        </Card>
      )}
    </Page>
  );
}
