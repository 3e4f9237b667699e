import type { Method } from './day-value.ts';
import type { Quality } from './quality.ts';

/** How utilities mark the same: docs/quality-codes.md says why these. */
export interface QualityCodes {
  /** AEMO NEM12: quality flag and, for estimates, the number of the method that comes nearest. */
  readonly nem12: string;
  /** BO4E `Messwertstatus`. */
  readonly bo4e: 'ABGELESEN' | 'ERSATZWERT' | 'VORLAEUFIGERWERT' | 'FEHLT';
  /** MSCONS code of what a substitute was made by; undefined where none fits. */
  readonly mscons: string | undefined;
}

/** Of an estimated day, by what shaped it. */
const substitutes: Readonly<Record<Method, readonly [nem12: string, mscons: string | undefined]>> = {
  // Both readings around are equal: the register was held.
  none: ['S19', 'Z93'],
  measured: ['V', undefined],
  learned: ['S24', 'ZJ2'],
  pattern: ['S24', 'ZJ2'],
  'degree-days': ['S24', 'ZJ2'],
  uniform: ['S17', 'Z92'],
  extrapolated: ['E15', 'ZJ2'],
  combined: ['V', undefined],
  'similar-days': ['S15', 'Z95'],
};

/** The codes of a day of a meter. */
export function qualityCodes({
  quality,
  method,
}: {
  readonly quality: Quality;
  readonly method: Method;
}): QualityCodes {
  switch (quality) {
    case 'measured':
      return { nem12: 'A', bo4e: 'ABGELESEN', mscons: undefined };
    case 'estimated': {
      const [nem12, mscons] = substitutes[method];
      return { nem12, bo4e: 'ERSATZWERT', mscons };
    }
    case 'extrapolated':
      return { nem12: 'E15', bo4e: 'VORLAEUFIGERWERT', mscons: 'ZJ2' };
    case 'unknown':
      return { nem12: 'N', bo4e: 'FEHLT', mscons: undefined };
  }
}
