import type { ReactNode } from 'react';

export function PageHead(props: { readonly title: ReactNode; readonly note?: ReactNode; readonly aside?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold tracking-tight break-words">{props.title}</h1>
        {props.note !== undefined && <p className="text-soft">{props.note}</p>}
      </div>
      {props.aside}
    </div>
  );
}

/** The frame of a page. */
export function Page({ children }: { readonly children: ReactNode }) {
  return <main className="mx-auto grid max-w-[1400px] grid-cols-1 gap-4 px-3 py-4 sm:px-6">{children}</main>;
}
