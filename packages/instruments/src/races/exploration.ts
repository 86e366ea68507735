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
 * source sets and sleep sets (Abdulla, Aronis, Jonsson and Sagonas, "Optimal dynamic partial order reduction", 2014,
 * algorithm 1). Two runs are equivalent when one becomes the other by swapping neighbouring steps of different clients
 * whose order can't matter. Nothing is forgotten: every class is reached, unless the caller stops before.
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
    const node = this.nodes[depth] ?? this.addNode(pending, made);
    if (node === undefined) return undefined;
    const { footprint } = pending.get(node.chosen) as Pending;
    const races = this.history.add(node.chosen, footprint, this.depend);
    for (const at of races) this.wantReversed(at);
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

  /** The step that was just added came after one that could as well have come after it: that is to be tried too. */
  private wantReversed(at: number): void {
    const { wanted } = this.nodes[at] as Node;
    const initials = this.history.initialsOfReversal(at);
    if (initials.some((client) => wanted.has(client))) return;
    wanted.add(initials[0] as number);
  }
}

/**
 * The same client goes on as long as it can, so that the first runs have few switches. After a sleep it is
 * another's turn, and after a hundred requests too.
 */
export function preferred(awake: readonly number[], made: readonly Step[]): number | undefined {
  const last = made.at(-1);
  if (last === undefined) return awake[0];
  if (last.sleepMs === undefined && awake.includes(last.client) && !isWaiting(made)) return last.client;
  return awake.find((client) => client > last.client) ?? awake[0];
}

/** A client that makes so many requests in a row may be asking again and again for what another has to do first. */
const IN_A_ROW_MAX = 100;

function isWaiting(made: readonly Step[]): boolean {
  const client = made.at(-1)?.client;
  return made.length >= IN_A_ROW_MAX && made.slice(-IN_A_ROW_MAX).every((step) => step.client === client);
}

interface PastStep {
  readonly client: number;
  readonly footprint: Footprint;
  /** The last step of each client that had to come before this one, or is it. */
  readonly clock: ReadonlyMap<number, number>;
}

/** The steps of one run, with vector clocks that tell which of them had to come before which. */
class History {
  private readonly steps: PastStep[] = [];
  private readonly clocks = new Map<number, ReadonlyMap<number, number>>();

  /** Adds a step, and gives those before it that it is in a race with: only their own order is between them. */
  add(client: number, footprint: Footprint, depend: Depend): number[] {
    const clock = new Map(this.clocks.get(client));
    const races: number[] = [];
    for (let at = this.steps.length - 1; at >= 0; at -= 1) {
      const step = this.steps[at] as PastStep;
      if (step.client === client || knows(clock, step, at) || !depend(step.footprint, footprint)) continue;
      races.push(at);
      for (const [other, last] of step.clock) clock.set(other, Math.max(last, clock.get(other) ?? -1));
    }
    clock.set(client, this.steps.length);
    this.clocks.set(client, clock);
    this.steps.push({ client, footprint, clock });
    return races;
  }

  /**
   * The clients that can be first after the steps before `at` in a run where the last step comes before that one: of
   * the steps in between only those count that did not have to come after it.
   */
  initialsOfReversal(at: number): number[] {
    const reversed = this.steps[at] as PastStep;
    const end = this.steps.length - 1;
    const kept: number[] = [];
    const initials: number[] = [];
    for (let next = at + 1; next <= end; next += 1) {
      const step = this.steps[next] as PastStep;
      if (next < end && knows(step.clock, reversed, at)) continue;
      const isFirst = !kept.some((before) => knows(step.clock, this.steps[before] as PastStep, before));
      if (isFirst) initials.push(step.client);
      kept.push(next);
    }
    return initials;
  }
}

/** Whether a step had to come before whatever has this clock. Numbers of steps rise along a run. */
function knows(clock: ReadonlyMap<number, number>, { client }: PastStep, at: number): boolean {
  return (clock.get(client) ?? -1) >= at;
}
