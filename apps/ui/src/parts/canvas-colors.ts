/** The colours of custom properties as they apply to an element now, for painting on a canvas. */
export function readColors<Name extends string>(element: Element, names: readonly Name[]): Record<Name, string> {
  const style = getComputedStyle(element);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name).trim()])) as Record<Name, string>;
}

/** Calls back when the colours have changed, by choice or with the system; gives the way to stop. */
export function onColorsChange(changed: () => void): () => void {
  const media = window.matchMedia('(prefers-color-scheme: dark)');
  window.addEventListener('themechange', changed);
  media.addEventListener('change', changed);
  return () => {
    window.removeEventListener('themechange', changed);
    media.removeEventListener('change', changed);
  };
}
