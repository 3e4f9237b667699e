import { type ExitName, exitCodes } from './exit-code.ts';

/** What a user can do something about: shown as its message alone, and the process ends with its code. */
export class CommandFailure extends Error {
  override readonly name: string = 'CommandFailure';
  readonly exit: ExitName;
  constructor(exit: ExitName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exit = exit;
  }

  get code(): number {
    return exitCodes[this.exit].code;
  }
}

/** The command was called with something it cannot use. */
export class UsageFailure extends CommandFailure {
  override readonly name: string = 'UsageFailure';
  constructor(message: string, options?: ErrorOptions) {
    super('usage', message, options);
  }
}

/** Another process is the one that works on this house now. */
export class HouseBusyFailure extends CommandFailure {
  override readonly name = 'HouseBusyFailure';
  readonly holder: string;
  constructor(holder: string) {
    super('storage', `${holder} is working on this house; try again when it is done, or stop it.`);
    this.holder = holder;
  }
}
