import type { ButtonHTMLAttributes } from 'react';

const looks = {
  plain: 'border-line-strong bg-surface hover:bg-sunken',
  main: 'border-accent bg-accent text-surface hover:opacity-90',
  bad: 'border-line-strong bg-surface text-bad hover:bg-sunken',
} as const;

/** `main` is what a form is there for; `bad` takes something away. */
export function Button({
  look = 'plain',
  className = '',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { readonly look?: keyof typeof looks }) {
  return (
    <button
      type="button"
      {...rest}
      className={`cursor-pointer rounded-md border px-3 py-1 whitespace-nowrap disabled:cursor-default disabled:opacity-50 ${looks[look]} ${className}`}
    />
  );
}
