/**
 * What users have seen.
 *
 * - acknowledgement: a user's word, with a note, that something an asset reports (an incident, by its id) was seen; it is the user's and
 *   goes through every re-run, wipe and prune
 */
export {
  type Acknowledgement,
  type AcknowledgementRequest,
  readAcknowledgements,
  recordAcknowledgement,
  withdrawAcknowledgement,
} from './recorded-acknowledgements.ts';
