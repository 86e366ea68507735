import type { Door, WireRequest } from '@keysmith/table/door';
import { EndlessError } from '../checks/failure.ts';
import type { Call, Client } from '../rig/client.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import type { RecordedRequest } from '../recorder/trace.ts';
import { EVERYTHING, footprintOf, type Footprint } from './footprint.ts';

/** What one client does in a race. */
export type Script = (client: Client) => Promise<unknown>;

/** The next thing that a client is about to do, held back until it is its turn. */
export interface Pending {
  readonly footprint: Footprint;
  readonly request?: WireRequest;
  /** Absent for a request. */
  readonly sleepMs?: number;
}

/** A step that was made: whose, and what. */
export interface Step extends Pending {
  readonly client: number;
}

/** Says who is next among those who wait: a client's number, or undefined to break off. */
export type Choose = (waiting: ReadonlyMap<number, Pending>, made: readonly Step[]) => number | undefined;

export interface Execution {
  readonly steps: readonly Step[];
  /** What each script returned, in the clients' order. */
  readonly results: readonly unknown[];
  readonly brokenOff: boolean;
}

/** Is told what happens, in its order; for a run that is recorded. */
export interface Observer {
  called?(client: number, name: string, input: unknown): void;
  returned?(client: number, call: Call): void;
  /** Around each step: `go` makes it, and gives the request as it was recorded. */
  around?(step: Step, go: () => Promise<RecordedRequest | undefined>): Promise<void>;
}

export interface StepOptions {
  readonly rig: Rig;
  readonly clients: Readonly<Record<string, Script>>;
  readonly choose: Choose;
  readonly observer?: Observer;
  /** Is called after every step, and may throw. */
  readonly afterStep?: () => Promise<void>;
}

/** More steps than this are no race any more: somebody goes round in circles. */
const STEPS_MAX = 1000;

/**
 * Runs clients side by side, one request at a time: each request is held back until it is chosen, and what the client
 * does with the reply runs to its next request before anything else is chosen. The same choices give the same run.
 */
export async function stepThrough(options: StepOptions): Promise<Execution> {
  const { choose, observer, afterStep } = options;
  const lanes = Object.entries(options.clients).map(
    ([name, script], number) => new Lane({ ...options, name, script, number }),
  );
  for (const lane of lanes) await lane.settled();
  const steps: Step[] = [];
  for (;;) {
    const waiting = new Map(lanes.flatMap((lane) => (lane.next ? [[lane.number, lane.next] as const] : [])));
    if (waiting.size === 0) break;
    const chosen = choose(waiting, steps);
    if (chosen === undefined) return { steps, results: [], brokenOff: true };
    const lane = lanes[chosen] as Lane;
    if (steps.length === STEPS_MAX) throw new EndlessError(lane.name, STEPS_MAX);
    const step = { ...(waiting.get(chosen) as Pending), client: chosen };
    steps.push(step);
    if (observer?.around === undefined) await lane.go();
    else await observer.around(step, () => lane.go());
    await lane.settled();
    await afterStep?.();
  }
  return { steps, results: await Promise.all(lanes.map((lane) => lane.result)), brokenOff: false };
}

interface Parked extends Pending {
  go(): Promise<void>;
}

interface LaneOptions extends Pick<StepOptions, 'rig' | 'observer'> {
  readonly name: string;
  readonly script: Script;
  readonly number: number;
}

/** One client on its way: its script, and the requests that it waits with. */
class Lane {
  readonly name: string;
  readonly number: number;
  readonly result: Promise<unknown>;
  private readonly turn: () => Promise<void>;
  private readonly parked: Parked[] = [];
  private isDone = false;
  private stir: () => void = () => undefined;
  private lastRequest: RecordedRequest | undefined;

  constructor({ rig, observer, name, script, number }: LaneOptions) {
    this.name = name;
    this.number = number;
    const inside = insideOf(rig);
    this.turn = () => inside.trial.binding.turn();
    const client = inside.attach(
      { name },
      {
        through: (door) => this.gate(door, (request) => footprintOf(request, inside.lookup)),
        sleep: (milliseconds) => this.sleep(rig, milliseconds),
        onCall: (called, input) => observer?.called?.(number, called, input),
        onReturn: (call) => observer?.returned?.(number, call),
        onRequest: (request) => {
          this.lastRequest = request;
        },
      },
    );
    const done = (): void => {
      this.isDone = true;
      this.stir();
    };
    this.result = script(client);
    this.result.then(done, done);
  }

  get next(): Pending | undefined {
    return this.parked[0];
  }

  /** Makes the client's next step, and resolves when the reply is there. */
  async go(): Promise<RecordedRequest | undefined> {
    this.lastRequest = undefined;
    await (this.parked.shift() as Parked).go();
    return this.lastRequest;
  }

  /** Resolves when the client waits with a request or has come to its end. */
  async settled(): Promise<void> {
    await this.turn();
    while (this.parked.length === 0 && !this.isDone) {
      await new Promise<void>((resolve) => {
        this.stir = resolve;
      });
      await this.turn();
    }
  }

  private gate(door: Door, footprint: (request: WireRequest) => Footprint): Door {
    return {
      send: (request) =>
        new Promise((resolve, reject) => {
          this.park({
            request,
            footprint: footprint(request),
            go: () => door.send(request).then(resolve, reject),
          });
        }),
    };
  }

  /** Time passes for everybody when it is this client's turn to wake up. */
  private sleep(rig: Rig, milliseconds: number): Promise<void> {
    const wakesAt = rig.clock.now() + milliseconds;
    return new Promise((resolve) => {
      this.park({
        sleepMs: milliseconds,
        footprint: EVERYTHING,
        go: () => {
          rig.clock.advance(Math.max(0, wakesAt - rig.clock.now()));
          resolve();
          return Promise.resolve();
        },
      });
    });
  }

  private park(parked: Parked): void {
    this.parked.push(parked);
    this.stir();
  }
}
