import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureProcess, repeatProcess } from '../../child-process.ts';
import { median } from '../../measurement.ts';
import { type GraphSize, joinedChains } from './synthetic-graph.ts';

/** Seconds that ninja takes for the same graph, a file a partition and an empty file for each value. */
export interface NinjaSeconds {
  readonly cold: number;
  readonly nothing: number;
  readonly oneDay: number;
}

/** Builds the synthetic graph with ninja; undefined where it is not installed. */
export async function measureNinja(
  folder: string,
  size: GraphSize,
  repeats: number,
): Promise<NinjaSeconds | undefined> {
  const version = await measureProcess(['ninja', '--version']).catch(() => undefined);
  if (version?.exitCode !== 0) {
    console.error(
      'SKIPPED: ninja is not installed, so there is nothing to compare with (Debian: apt-get install ninja-build)',
    );
    return undefined;
  }
  writeGraph(folder, size);
  const build = async () =>
    median((await repeatProcess(1, ['ninja', '--quiet'], { cwd: folder })).map((cost) => cost.seconds));
  try {
    const cold = await build();
    const nothing: number[] = [];
    const oneDay: number[] = [];
    for (let i = 0; i < repeats; i++) nothing.push(await build());
    for (let i = 0; i < repeats; i++) {
      writeFileSync(join(folder, fileOf('observed', i % size.chains, 700 + i)), String(i));
      oneDay.push(await build());
    }
    return { cold, nothing: median(nothing), oneDay: median(oneDay) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const fileOf = (stage: string, chain: number, day: number) => `${stage}-${chain}/${day}`;

function writeGraph(folder: string, { chains, days }: GraphSize): void {
  const lines = ['rule make', '  command = : > $out'];
  for (let chain = 0; chain < chains; chain++) {
    for (const stage of ['observed', 'clean', 'smooth', 'joined'])
      mkdirSync(join(folder, `${stage}-${chain}`), { recursive: true });
    for (let day = 0; day < days; day++) {
      writeFileSync(join(folder, fileOf('observed', chain, day)), '');
      const before = day === 0 ? '' : ` ${fileOf('clean', chain, day - 1)}`;
      const parts = joinedChains(chain, chains).map((other) => fileOf('smooth', other, day));
      lines.push(
        `build ${fileOf('clean', chain, day)}: make ${fileOf('observed', chain, day)}`,
        `build ${fileOf('smooth', chain, day)}: make ${fileOf('clean', chain, day)}${before}`,
        `build ${fileOf('joined', chain, day)}: make ${parts.join(' ')}`,
      );
    }
  }
  writeFileSync(join(folder, 'build.ninja'), `${lines.join('\n')}\n`);
}
