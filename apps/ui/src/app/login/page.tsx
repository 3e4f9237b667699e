import type { Metadata } from 'next';
import { queryOf } from '../../address/query-of.ts';
import { safeNext } from '../../login/access.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { pageWords } from '../../words/page-words.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageWords()).text.login.title };
}

/** Asks for the password. A plain form: it works before any script has. */
export default async function LoginPage(props: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { text } = await pageWords();
  const { fault, wait, next } = await queryOf(props.searchParams);
  const message =
    fault === 'wrong' ? text.login.wrong : fault === 'limited' ? text.login.limited(Number(wait) || 60) : undefined;
  return (
    <main className="mx-auto grid min-h-[70vh] w-[min(24rem,calc(100vw-2rem))] content-center gap-4">
      <h1 className="text-center text-xl font-semibold tracking-tight">Meterworks</h1>
      <Card title={text.login.title}>
        <form method="post" action="/api/login" className="grid gap-4">
          <input type="hidden" name="next" value={safeNext(next)} />
          <label className="grid gap-1">
            <span className="text-soft">{text.login.password}</span>
            <input
              type="password"
              name="password"
              required
              autoComplete="current-password"
              aria-describedby="login-fault"
              aria-invalid={fault === 'wrong' ? true : undefined}
              className="rounded-md border border-line-strong bg-page px-2.5 py-1.5"
            />
          </label>
          <p id="login-fault" role="alert" className="text-bad empty:hidden">
            {message}
          </p>
          <Button look="main" type="submit">
            {text.login.enter}
          </Button>
        </form>
      </Card>
    </main>
  );
}
