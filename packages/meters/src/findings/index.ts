export { decisionSeries } from './decision-series.ts';
export { describeFinding } from './describe-finding.ts';
export { type Finding, type FindingState, findingsOf } from './finding.ts';
export { parseInstant } from './parse-instant.ts';
