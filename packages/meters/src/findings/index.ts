export { type DecisionWord, decisionKind, decisionOf, decisionSeries, turnOf } from './decision-series.ts';
export { describeFinding } from './describe-finding.ts';
export { type Finding, type FindingState, findingsOf, isPassage } from './finding.ts';
export { parseInstant } from './parse-instant.ts';
