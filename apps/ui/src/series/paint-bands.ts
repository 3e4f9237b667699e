/** A fill of thin diagonal lines: what is hatched is not measured. */
export function hatch(context: CanvasRenderingContext2D, color: string, ratio: number): CanvasPattern | string {
  const size = Math.round(6 * ratio);
  const tile = document.createElement('canvas');
  tile.width = size;
  tile.height = size;
  const paint = tile.getContext('2d');
  if (paint === null) return color;
  paint.strokeStyle = color;
  paint.lineWidth = ratio;
  paint.beginPath();
  for (const shift of [-size, 0, size]) {
    paint.moveTo(shift, size);
    paint.lineTo(shift + size, 0);
  }
  paint.stroke();
  return context.createPattern(tile, 'repeat') ?? color;
}
