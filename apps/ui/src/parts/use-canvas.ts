'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { onColorsChange } from './canvas-colors.ts';

/** Paints in CSS pixels; called again whenever size, colours or the function itself change. */
export type Paint = (
  context: CanvasRenderingContext2D,
  size: { readonly width: number; readonly height: number },
) => void;

/** Keeps a canvas as sharp as the screen, as large as its box, and painted. */
export function useCanvas(paint: Paint): RefObject<HTMLCanvasElement | null> {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (canvas === null || context === null || context === undefined) return;
    let frame = 0;
    const repaint = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const { clientWidth: width, clientHeight: height } = canvas;
        const ratio = window.devicePixelRatio || 1;
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        paint(context, { width, height });
      });
    };
    const observer = new ResizeObserver(repaint);
    observer.observe(canvas);
    const stopColors = onColorsChange(repaint);
    repaint();
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      stopColors();
    };
  }, [paint]);
  return ref;
}
