import { fileURLToPath } from 'node:url';
import { type ProcessCost, repeatProcess } from '../../child-process.ts';

/** What a script of this folder printed, and what its process cost. */
export interface ScriptCost<T> extends ProcessCost {
  readonly told: T;
}

/** Runs a script of this folder as a process of its own. @throws where it fails */
export async function runScript<T>(script: string, ...args: readonly (string | number)[]): Promise<ScriptCost<T>> {
  const path = fileURLToPath(new URL(`./${script}.ts`, import.meta.url));
  const [cost] = await repeatProcess(1, ['node', path, ...args.map(String)]);
  if (cost === undefined) throw new Error(`${script} was not run`);
  return { ...cost, told: JSON.parse(cost.stdout || 'null') as T };
}
