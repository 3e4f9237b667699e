import { ChannelError } from './channel.ts';

/** How long the other side may take. */
const timeoutMs = 15_000;

/** Posts JSON. Redirects are refused, as a token would go along. @throws ChannelError whose text shows no address, which may be a secret */
export async function postMessage(
  channel: string,
  request: { readonly url: string; readonly token: string | undefined; readonly body: unknown },
  signal: AbortSignal,
): Promise<void> {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'user-agent': 'Meterworks' };
  if (request.token !== undefined) headers.authorization = `Bearer ${request.token}`;
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  try {
    response = await fetch(request.url, {
      method: 'POST',
      headers,
      body: JSON.stringify(request.body),
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout]),
    });
    await response.body?.cancel();
  } catch (error) {
    signal.throwIfAborted();
    const reason = timeout.aborted ? `no answer within ${timeoutMs / 1000} s` : `cannot be reached: ${faultOf(error)}`;
    throw new ChannelError(channel, reason, { passing: true });
  }
  const { status } = response;
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400)
    throw new ChannelError(channel, `status ${status}, which leads elsewhere: write the final address`, {
      passing: false,
    });
  const passing = status === 408 || status === 425 || status === 429 || status >= 500;
  throw new ChannelError(channel, `status ${status}${status === 401 || status === 403 ? ': not allowed' : ''}`, {
    passing,
  });
}

/** The system's word for it alone: longer texts hold addresses. */
function faultOf(error: unknown): string {
  const { cause } = error as Error;
  const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;
  return code ?? 'no connection';
}
