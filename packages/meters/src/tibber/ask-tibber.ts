import type { CancelSignal, Secret } from '@meterworks/assets';
import type { z } from 'zod';
import { envelope } from './answers.ts';
import { type RequestBudget, requestBudget, requestLimit } from './request-budget.ts';
import { parseRetryAfter } from './retry-after.ts';
import { TibberError } from './tibber-error.ts';
import type { TibberAnswer, TibberPorts } from './tibber-ports.ts';

export const tibberUrl = 'https://api.tibber.com/v1-beta/gql';

export interface TibberAccount {
  readonly token: Secret;
  /** The file that holds the token, for people. */
  readonly tokenFile: string;
  /** Tibber refuses programs that don't say who they are: `Meterworks/1.0`. */
  readonly userAgent: string;
  /** `tibberUrl` unless told. */
  readonly url?: string;
}

/** Asks one account, within its limit. */
export interface TibberClient {
  /** The answer to a query, checked. @throws TibberError */
  ask<T>(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    shape: z.ZodType<T>,
    signal: CancelSignal,
  ): Promise<T>;
}

/** Tries of one question, and the pauses between them: each twice the one before, made up to a quarter longer. */
const tries = 5;
const firstPauseMs = 2000;
/** Told to wait longer than this, it is left to the next pull. */
export const longestWaitMs = 900_000;

/** @param budget one for all clients behind an address */
export function tibberClient(
  account: TibberAccount,
  ports: TibberPorts,
  budget: RequestBudget = requestBudget(requestLimit),
): TibberClient {
  const post = async (body: string, signal: CancelSignal): Promise<TibberAnswer | Error> => {
    const wait = budget.waitMs(ports.now());
    if (wait > 0) await ports.sleep(wait, signal);
    signal.throwIfAborted();
    budget.spend(ports.now());
    const headers = {
      authorization: `Bearer ${account.token.reveal()}`,
      'content-type': 'application/json',
      'user-agent': account.userAgent,
    };
    try {
      return await ports.post({ url: account.url ?? tibberUrl, headers, body }, signal);
    } catch (error) {
      signal.throwIfAborted();
      return error instanceof Error ? error : new Error(String(error));
    }
  };

  return {
    async ask(query, variables, shape, signal) {
      const body = JSON.stringify({ query, variables });
      for (let failed = 1; ; failed++) {
        const answer = await post(body, signal);
        const failure = failureOf(answer, account);
        if (failure === undefined) return checked((answer as TibberAnswer).text, shape, account);
        if (!failure.passing || failed === tries) throw failure;
        const asked = answer instanceof Error ? undefined : parseRetryAfter(answer.retryAfter, ports.now());
        if (asked !== undefined && asked > longestWaitMs)
          throw new TibberError(failure.fault, `${failure.reason}; wait ${Math.ceil(asked / 60_000)} minutes`);
        const own = firstPauseMs * 2 ** (failed - 1) * (1 + ports.random() / 4);
        await ports.sleep(Math.max(asked ?? 0, own), signal);
      }
    },
  };
}

/** What an answer's status says by itself; undefined where its text is to be read. */
function failureOf(answer: TibberAnswer | Error, account: TibberAccount): TibberError | undefined {
  if (answer instanceof Error) return new TibberError('unreachable', answer.message, answer);
  const { status } = answer;
  if (status === 401) return tokenError(account, 'status 401');
  if (status === 403)
    return new TibberError('refused', 'status 403; it blocks an address that asked too often for a while');
  if (status === 429) return new TibberError('limited', `status 429 after ${requestLimit.requests} or fewer requests`);
  if (status === 408 || status >= 500) return new TibberError('unreachable', `status ${status}`);
  // A refusal of the query itself comes with status 400 and says why in `errors`.
  if (status >= 200 && status < 300) return undefined;
  const said = parsed(answer.text)?.errors?.map(({ message }) => message);
  if (said === undefined) return new TibberError('refused', `status ${status}`);
  return undefined;
}

function checked<T>(given: string, shape: z.ZodType<T>, account: TibberAccount): T {
  // Whoever answers may repeat what it was sent, in words that end in an error, a log, a database.
  const text = given.replaceAll(account.token.reveal(), '[token]');
  const answer = parsed(text);
  if (answer === undefined) throw new TibberError('unexpected', `no GraphQL answer: ${excerpt(text)}`);
  const errors = answer.errors ?? [];
  const denied = errors.find(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
  if (denied !== undefined) throw tokenError(account, denied.message);
  if (errors.length > 0) throw new TibberError('refused', errors.map(({ message }) => message).join('; '));
  const result = shape.safeParse(answer.data);
  if (result.success) return result.data;
  const issues = result.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.') || 'data'}: ${message}`);
  throw new TibberError('unexpected', issues.join('; '));
}

function tokenError({ tokenFile }: TibberAccount, said: string): TibberError {
  return new TibberError('token', `${said}; put a valid TIBBER_API_TOKEN into ${tokenFile}`);
}

function parsed(text: string): z.output<typeof envelope> | undefined {
  try {
    return envelope.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The start of a text that is something else than expected, in one line. */
function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line === '' ? 'nothing' : line;
}
