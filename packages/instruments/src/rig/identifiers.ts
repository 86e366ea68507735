/** Where the identifiers of a rig come from: never the same twice, and independent of who else draws them. */
export interface Identifiers {
  /** A source for one client. Two clients draw from sources of their own, so that who is first changes no identifier. */
  forClient(name: string): () => string;
  /** Continues here and there alike, for a copy of the rig. */
  fork(): Identifiers;
}

/** Identifiers rise in the order in which one client asks: "id-000001", and for a second client "id-000001b". */
export function createIdentifiers(drawn: ReadonlyMap<string, number> = new Map()): Identifiers {
  const counts = new Map(drawn);
  return {
    forClient: (name) => () => {
      const number = (counts.get(name) ?? highest(drawn)) + 1;
      counts.set(name, number);
      return `id-${String(number).padStart(6, '0')}${name}`;
    },
    fork: () => createIdentifiers(counts),
  };
}

/** A client that joins a copy goes on above everything that was drawn before, as a clock-based identifier would. */
function highest(drawn: ReadonlyMap<string, number>): number {
  return Math.max(0, ...drawn.values());
}
