import { nodeSize, type PlacedNode } from './layout.ts';

/** A part of the graph, in its own pixels. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** From here on nodes are too small to be read as such. */
const canvasZoom = 0.5;
/** More elements than these make a browser stutter. */
const elementLimit = 300;
/** Regions go from step to step, so that moving a little changes nothing. */
const step = 480;

/** What of the graph is seen. */
export function seenRegion({ x, y, zoom }: Viewport, { width, height }: Size): Region {
  return { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
}

/** The region seen, rounded outwards to steps. */
export function steppedRegion(viewport: Viewport, size: Size): Region {
  const { left, top, right, bottom } = seenRegion(viewport, size);
  return {
    left: Math.floor(left / step) * step,
    top: Math.floor(top / step) * step,
    right: Math.ceil(right / step) * step,
    bottom: Math.ceil(bottom / step) * step,
  };
}

/** The region whose nodes stand in the document: that of before as long as it holds what is seen and not much more. */
export function nextRegion(before: Region, viewport: Viewport, size: Size): Region {
  const seen = seenRegion(viewport, size);
  const holds =
    before.left <= seen.left && before.top <= seen.top && before.right >= seen.right && before.bottom >= seen.bottom;
  const isTight =
    before.right - before.left <= seen.right - seen.left + 3 * step &&
    before.bottom - before.top <= seen.bottom - seen.top + 3 * step;
  return holds && isTight ? before : steppedRegion(viewport, size);
}

/** Nodes of a graph by their height, to find those of a region without looking at all. */
export class NodeIndex {
  readonly #sorted: readonly PlacedNode[];

  constructor(nodes: readonly PlacedNode[]) {
    this.#sorted = [...nodes].sort((a, b) => a.y - b.y);
  }

  within({ left, top, right, bottom }: Region): PlacedNode[] {
    const found: PlacedNode[] = [];
    for (let i = this.#firstBelow(top - nodeSize.height); i < this.#sorted.length; i++) {
      const node = this.#sorted[i] as PlacedNode;
      if (node.y > bottom) break;
      if (node.x <= right && node.x + nodeSize.width >= left) found.push(node);
    }
    return found;
  }

  /** The node at a point. */
  at(x: number, y: number): PlacedNode | undefined {
    return this.within({ left: x, right: x, top: y, bottom: y }).find((node) => y <= node.y + nodeSize.height);
  }

  #firstBelow(y: number): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] as PlacedNode).y < y) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** `nodes`: an element each; `canvas`: all on one canvas. */
export function lineageMode(index: NodeIndex, viewport: Viewport, size: Size): 'nodes' | 'canvas' {
  if (viewport.zoom < canvasZoom) return 'canvas';
  return index.within(seenRegion(viewport, size)).length > elementLimit ? 'canvas' : 'nodes';
}

/** The zoom and place at which all of a graph is seen, no larger than life. */
export function wholeGraph(graph: Size, size: Size, margin: { readonly x: number; readonly y: number }): Viewport {
  const zoom = Math.min(
    1,
    (size.width - 2 * margin.x) / Math.max(1, graph.width),
    (size.height - margin.y - margin.x) / Math.max(1, graph.height),
  );
  return { zoom, x: Math.max(margin.x, (size.width - graph.width * zoom) / 2), y: margin.y };
}

/** The place at which some nodes are seen, as large as they fit but no larger than life. */
export function partOfGraph(
  nodes: readonly PlacedNode[],
  size: Size,
  margin: { readonly x: number; readonly y: number },
): Viewport {
  const [left, top] = [Math.min(...nodes.map(({ x }) => x)), Math.min(...nodes.map(({ y }) => y))];
  const right = Math.max(...nodes.map(({ x }) => x + nodeSize.width));
  const bottom = Math.max(...nodes.map(({ y }) => y + nodeSize.height));
  const { zoom, x, y } = wholeGraph({ width: right - left, height: bottom - top }, size, margin);
  return { zoom, x: x - left * zoom, y: y - top * zoom };
}
