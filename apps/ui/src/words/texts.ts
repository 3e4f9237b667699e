import type { english } from './english/english.ts';

/** Every text of the pages. A language that lacks one, or has one too many, does not compile. */
export type Texts = ReturnType<typeof english>;
