import { ask } from '../../../../../data/house.ts';
import { parseView } from '../../../../../meters/chart-view.ts';
import { loadMeterChart } from '../../../../../meters/load-meter-chart.ts';
import { metersIn } from '../../../../../meters/meter-assets.ts';

export const dynamic = 'force-dynamic';

/** What a chart shows of a meter from `?from=` to `?to=` when it is `?width=` pixels wide. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  const query = new URL(request.url).searchParams;
  const width = Number(query.get('width') ?? 1_000);
  const answer = await ask(async (read) => {
    const meter = metersIn(await read.assets()).find((one) => one.id === id);
    const view =
      meter === undefined
        ? undefined
        : parseView({ from: query.get('from'), to: query.get('to') }, meter.days.zone ?? 'UTC');
    return meter === undefined || view === undefined
      ? undefined
      : loadMeterChart(read, meter, view, Number.isFinite(width) ? width : 1_000);
  });
  if (answer.kind !== 'ready') return new Response(null, { status: 503 });
  if (answer.value === undefined) return new Response(null, { status: 404 });
  return Response.json(answer.value, { headers: { 'Cache-Control': 'no-store' } });
}
