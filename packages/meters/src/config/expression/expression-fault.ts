export interface ExpressionFault {
  /** Character in the text, from 0. */
  readonly index: number;
  readonly message: string;
  readonly would: string;
}

/** Ends the reading of an expression at its first character that makes no sense. */
export class Unreadable extends Error {
  readonly fault: ExpressionFault;
  constructor(fault: ExpressionFault) {
    super(fault.message);
    this.fault = fault;
  }
}
