/**
 * Incidents as people see them: the verdicts of many days that share an id, joined to one record.
 *
 * - verdict: what the anomalies asset says of one day; incident: the verdicts with one id
 * - acknowledgement: a user's word that an incident was seen
 */
export { type Acknowledgement, type Incident, joinIncidents, type VerdictDay } from './join-incidents.ts';
export { type Neighbour, neighboursOf } from './neighbours.ts';
