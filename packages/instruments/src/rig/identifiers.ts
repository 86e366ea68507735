/** Where the identifiers of a rig come from: never the same twice, and independent of who else draws them. */
export interface Identifiers {
  /** A source for one client. Two clients draw from sources of their own, so that who is first changes no identifier. */
  forClient(name: string): IdSource;
  /** Continues here and there alike, for a copy of the rig. */
  fork(): Identifiers;
}

/**
 * Draws a client's identifiers, one at every call. Behind a process boundary another process draws them for it, and moves
 * this one on by what it drew.
 */
export interface IdSource {
  (): string;
  /** The client's name, which its identifiers end with. */
  readonly client: string;
  /** The number of the identifier that was drawn last. */
  drawn(): number;
  /** Goes on behind that number. */
  moveTo(number: number): void;
}

/** "id-000001b" */
export function spellId(number: number, client: string): string {
  return `id-${String(number).padStart(6, '0')}${client}`;
}

/** Identifiers rise in the order in which one client asks: "id-000001", and for a second client "id-000001b". */
export function createIdentifiers(drawn: ReadonlyMap<string, number> = new Map()): Identifiers {
  const counts = new Map(drawn);
  return {
    forClient(client) {
      const last = (): number => counts.get(client) ?? highest(drawn);
      const moveTo = (number: number): void => void counts.set(client, number);
      const draw = (): string => {
        moveTo(last() + 1);
        return spellId(last(), client);
      };
      return Object.assign(draw, { client, drawn: last, moveTo });
    },
    fork: () => createIdentifiers(counts),
  };
}

/** A client that joins a copy goes on above everything that was drawn before, as a clock-based identifier would. */
function highest(drawn: ReadonlyMap<string, number>): number {
  return Math.max(0, ...drawn.values());
}
