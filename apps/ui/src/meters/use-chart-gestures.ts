import { type RefObject, useEffect, useRef } from 'react';
import { type ChartView, panView, zoomView } from './chart-view.ts';

/** Pixels left and right of a chart's plot: the axis and the air. */
const sides = { left: 56, right: 16 } as const;

/**
 * Moving a chart with fingers and wheel: one finger sideways or the wheel sideways moves it, two fingers or the wheel with Ctrl zoom.
 * Up and down is left to the page.
 */
export function useChartGestures(
  box: RefObject<HTMLElement | null>,
  view: ChartView,
  change: (view: ChartView) => void,
): void {
  const state = useRef({ view, change });
  state.current = { view, change };
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const fingers = new Map<number, number>();
    const width = () => Math.max(1, element.clientWidth - sides.left - sides.right);
    const placeOf = (clientX: number) => (clientX - element.getBoundingClientRect().left - sides.left) / width();
    const wheel = (event: WheelEvent) => {
      const { view, change } = state.current;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        change(zoomView(view, Math.exp(event.deltaY * 0.0025), Math.min(1, Math.max(0, placeOf(event.clientX)))));
      } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        change(panView(view, event.deltaX / width()));
      }
    };
    const down = (event: PointerEvent) => {
      if (event.pointerType === 'touch') fingers.set(event.pointerId, event.clientX);
    };
    const move = (event: PointerEvent) => {
      const before = fingers.get(event.pointerId);
      if (before === undefined) return;
      const { view, change } = state.current;
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      fingers.set(event.pointerId, event.clientX);
      if (other === undefined) change(panView(view, (before - event.clientX) / width()));
      else {
        const factor = Math.max(20, Math.abs(before - other)) / Math.max(20, Math.abs(event.clientX - other));
        change(zoomView(view, factor, placeOf((event.clientX + other) / 2)));
      }
    };
    const up = (event: PointerEvent) => {
      fingers.delete(event.pointerId);
    };
    element.addEventListener('wheel', wheel, { passive: false });
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    for (const name of ['pointerup', 'pointercancel'] as const) element.addEventListener(name, up);
    return () => {
      element.removeEventListener('wheel', wheel);
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      for (const name of ['pointerup', 'pointercancel'] as const) element.removeEventListener(name, up);
    };
  }, [box]);
}
