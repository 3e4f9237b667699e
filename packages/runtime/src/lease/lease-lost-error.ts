/** Another process has taken the lease over: whoever gets this must stop writing at once. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
  readonly lease: string;
  /** The token this process held, and the present one. */
  readonly token: number;
  readonly present: number | undefined;
  constructor(lease: string, token: number, present: number | undefined) {
    super(`the lease "${lease}" (token ${token}) was lost${present === undefined ? '' : ` to token ${present}`}`);
    this.lease = lease;
    this.token = token;
    this.present = present;
  }
}
