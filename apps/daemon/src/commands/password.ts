import { text as readAll } from 'node:stream/consumers';
import { hashPassword } from '@meterworks/runtime/password';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { UsageFailure } from '../command-failure.ts';
import { exitCodes } from '../exit-code.ts';
import { readHidden } from '../output/read-hidden.ts';

/** Shorter ones are guessed, whatever the login does against it. */
const shortest = 8;

/** Prints the line of secrets/ui.env that protects the web pages with a password, which is read from the terminal or standard input. */
export async function password({ terminal, signal }: CommandContext): CommandResult {
  const { stdin } = process;
  const given = stdin.isTTY
    ? await readHidden(stdin, (text) => terminal.say(text), 'Password of the web pages: ', signal)
    : await readAll(stdin);
  const typed = given.replace(/\r?\n$/, '');
  if (typed.length < shortest)
    throw new UsageFailure(`The password has ${typed.length} characters; take at least ${shortest}.`);
  terminal.print(`UI_PASSWORD_HASH=${await hashPassword(typed)}`);
  terminal.say('Put this line into secrets/ui.env (chmod 600) and start the service anew.');
  return exitCodes.done.code;
}
