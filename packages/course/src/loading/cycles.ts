/**
 * The cycles of a graph given as node → nodes that it needs, one for each knot, each beginning with its first node
 * in the map's order. Edges to unknown nodes are ignored: another rule reports them.
 */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];

  function walk(node: string): void {
    const start = path.indexOf(node);
    if (start >= 0) {
      cycles.push(path.slice(start));
      return;
    }
    if (done.has(node)) return;
    path.push(node);
    for (const needed of graph.get(node) ?? []) if (graph.has(needed)) walk(needed);
    path.pop();
    done.add(node);
  }

  for (const node of graph.keys()) walk(node);
  return cycles;
}
