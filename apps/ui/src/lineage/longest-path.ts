/**
 * How far each node is from the beginning: 0 without inputs, else one more than the farthest of its inputs. Inputs that are not
 * among the nodes don't count. Undefined where the nodes depend on each other in a circle.
 */
export function longestPaths(
  nodes: Iterable<string>,
  inputsOf: (node: string) => Iterable<string>,
): Map<string, number> | undefined {
  const known = new Set(nodes);
  const depths = new Map<string, number>();
  const open = new Set<string>();
  const visit = (node: string): number | undefined => {
    const done = depths.get(node);
    if (done !== undefined) return done;
    if (open.has(node)) return undefined;
    open.add(node);
    let depth = 0;
    for (const input of inputsOf(node)) {
      if (!known.has(input) || input === node) continue;
      const before = visit(input);
      if (before === undefined) return undefined;
      depth = Math.max(depth, before + 1);
    }
    open.delete(node);
    depths.set(node, depth);
    return depth;
  };
  for (const node of known) if (visit(node) === undefined) return undefined;
  return depths;
}
