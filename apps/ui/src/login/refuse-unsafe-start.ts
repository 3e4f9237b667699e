import { bindingFault } from './binding.ts';
import { passwordFault, passwordHash } from './password.ts';

/** Ends the process, with the reason, where it would show the house to others without a password. */
export function refuseUnsafeStart(): void {
  const fault = passwordFault() ?? bindingFault(process.argv.slice(2), process.env, passwordHash() !== undefined);
  if (fault === undefined) return;
  console.error(fault);
  process.exit(3);
}
