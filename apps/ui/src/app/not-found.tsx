import Link from 'next/link';
import { Page } from '../parts/page-head.tsx';

export default function NotFound() {
  return (
    <Page>
      <div className="mx-auto grid max-w-lg gap-3 py-16">
        <h1 className="text-xl font-semibold">There is nothing here</h1>
        <p className="text-soft">No asset, run or page has this address. It may have been renamed or pruned.</p>
        <Link href="/" className="prose-link">
          To the overview
        </Link>
      </div>
    </Page>
  );
}
