import Link from 'next/link';
import { Page } from '../parts/page-head.tsx';
import { pageWords } from '../words/page-words.ts';

export default async function NotFound() {
  const { shell: text } = (await pageWords()).text;
  return (
    <Page>
      <div className="mx-auto grid max-w-lg gap-3 py-16">
        <h1 className="text-xl font-semibold">{text.notFoundTitle}</h1>
        <p className="text-soft">{text.notFoundText}</p>
        <Link href="/" className="prose-link">
          {text.toOverview}
        </Link>
      </div>
    </Page>
  );
}
