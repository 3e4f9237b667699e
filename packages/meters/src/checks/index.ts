export { bandFinding, gapFinding, negativeFinding } from './day-checks.ts';
export { residualFinding } from './residual-check.ts';
export { sumCheck, sumFinding } from './sum-check.ts';
