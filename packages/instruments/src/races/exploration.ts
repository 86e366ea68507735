import type { Footprint } from './footprint.ts';
import type { Choose, Pending, Step } from './stepper.ts';

/** A place where the runs part: who waited there, and who has been let go first so far. */
interface Node {
  readonly pending: ReadonlyMap<number, Pending>;
  chosen: number;
  /** Who must still be let go first here, because the order shows. */
  readonly wanted: Set<number>;
  /** Who need not be let go here: a run that begins so has been made, or is equivalent to one that has. */
  readonly asleep: Map<number, Footprint>;
}

export type Depend = (a: Footprint, b: Footprint) => boolean;

/**
 * Goes through the interleavings of a race, each class of equivalent ones once: dynamic partial-order reduction with
 * sleep sets (Flanagan and Godefroid 2005; Godefroid 1996). Two runs are equivalent when one becomes the other by
 * swapping neighbouring steps of different clients whose order can't matter. Nothing is forgotten: every class is
 * reached, unless the caller stops before.
 */
export class Exploration {
  private readonly nodes: Node[] = [];
  private readonly depend: Depend;
  private history = new History();
  private isExhausted = false;

  constructor(depend: Depend) {
    this.depend = depend;
  }

  get exhausted(): boolean {
    return this.isExhausted;
  }

  /** For the next run; it breaks off where everything from there on would be a repetition. */
  readonly choose: Choose = (pending, made) => {
    const depth = made.length;
    if (depth === 0) this.history = new History();
    for (const [client, { footprint }] of pending) this.want(client, footprint);
    const node = this.nodes[depth] ?? this.addNode(pending, made);
    if (node === undefined) return undefined;
    const { footprint } = pending.get(node.chosen) as Pending;
    this.history.add(node.chosen, footprint, this.depend);
    return node.chosen;
  };

  /** Prepares the next run; to be called after each. */
  advance(): void {
    for (let node = this.nodes.at(-1); node !== undefined; node = this.nodes.at(-1)) {
      node.asleep.set(node.chosen, (node.pending.get(node.chosen) as Pending).footprint);
      const next = [...node.wanted].find((client) => !node.asleep.has(client));
      if (next !== undefined) {
        node.chosen = next;
        return;
      }
      this.nodes.pop();
    }
    this.isExhausted = true;
  }

  private addNode(pending: ReadonlyMap<number, Pending>, made: readonly Step[]): Node | undefined {
    const asleep = this.stillAsleep();
    const awake = [...pending.keys()].filter((client) => !asleep.has(client));
    const chosen = preferred(awake, made);
    if (chosen === undefined) return undefined;
    const node = { pending, chosen, wanted: new Set([chosen]), asleep };
    this.nodes.push(node);
    return node;
  }

  /** Who slept before the last step and is not woken by it. */
  private stillAsleep(): Map<number, Footprint> {
    const parent = this.nodes.at(-1);
    if (parent === undefined) return new Map();
    const { footprint } = parent.pending.get(parent.chosen) as Pending;
    return new Map([...parent.asleep].filter(([, each]) => !this.depend(each, footprint)));
  }

  /** Where the last step that this one depends on was not bound to come first, the other order is to be tried too. */
  private want(client: number, footprint: Footprint): void {
    const at = this.history.lastRace(client, footprint, this.depend);
    const node = at === undefined ? undefined : this.nodes[at];
    if (node === undefined) return;
    if (node.pending.has(client)) node.wanted.add(client);
    else for (const each of node.pending.keys()) node.wanted.add(each);
  }
}

/** The same client goes on as long as it can, so that the first runs have few switches. After a sleep it is another's turn. */
export function preferred(awake: readonly number[], made: readonly Step[]): number | undefined {
  const last = made.at(-1);
  if (last === undefined) return awake[0];
  if (last.sleepMs === undefined && awake.includes(last.client)) return last.client;
  return awake.find((client) => client > last.client) ?? awake[0];
}

/** The steps of one run, with vector clocks that tell which of them had to come before which. */
class History {
  private readonly steps: { client: number; footprint: Footprint; clock: Map<number, number> }[] = [];
  private readonly clocks = new Map<number, Map<number, number>>();

  add(client: number, footprint: Footprint, depend: Depend): void {
    const clock = new Map(this.clocks.get(client));
    for (const step of this.steps) {
      if (step.client !== client && depend(step.footprint, footprint)) join(clock, step.clock);
    }
    clock.set(client, this.steps.length);
    this.clocks.set(client, clock);
    this.steps.push({ client, footprint, clock });
  }

  /** The last step of another client that a step would depend on, and that nothing orders before it. */
  lastRace(client: number, footprint: Footprint, depend: Depend): number | undefined {
    const known = this.clocks.get(client);
    for (let at = this.steps.length - 1; at >= 0; at -= 1) {
      const step = this.steps[at] as (typeof this.steps)[number];
      if (step.client === client || !depend(step.footprint, footprint)) continue;
      // Numbers of steps rise, so that what the client knows of the other tells whether this one is among it.
      if ((known?.get(step.client) ?? -1) >= at) continue;
      return at;
    }
    return undefined;
  }
}

function join(clock: Map<number, number>, other: ReadonlyMap<number, number>): void {
  for (const [client, at] of other) clock.set(client, Math.max(at, clock.get(client) ?? -1));
}
