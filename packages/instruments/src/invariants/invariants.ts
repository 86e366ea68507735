import { PropertyError } from '../checks/failure.ts';
import { learnersOrThrow } from '../checks/trial-context.ts';
import { readSteps, sequences, type Step } from '../oracle/oracle.ts';
import { createRandom, type Random } from '../random.ts';
import { tellRun, tryRun, type Between, type RunOnce } from '../replay/record-run.ts';
import type { Recording } from '../replay/recording.ts';
import { insideOf, type Rig } from '../rig/rig.ts';

/** An operation of the application, as far as rules go: what it is given, and how it may end. */
export interface RuledOperation {
  /** Draws an input. From a small set, so that calls meet: `random.pick(['ann', 'ben'])`. */
  readonly input: (random: Random) => unknown;
  /** Names of the errors with which it may refuse; none unless they are given. */
  readonly mayThrow?: readonly string[];
  /** How often it is drawn, compared with the others; 1 unless it is given. */
  readonly weight?: number;
}

export interface InvariantOptions {
  /** By the name of the learner's function. */
  readonly operations: Readonly<Record<string, RuledOperation>>;
  /** By what each says: `'a count is the number of what it counts'`. A rule throws where it is broken. */
  readonly rules: Readonly<Record<string, (rig: Rig) => Promise<void> | void>>;
  /**
   * When the rules must hold: after every call (unless it is given), or after every request that reaches the table,
   * in the middle of a call too.
   */
  readonly after?: 'calls' | 'requests';
  /** Sequences that are tried; 20 unless it is given. */
  readonly runs?: number;
  /** Calls in a sequence at most; 20 unless it is given. */
  readonly steps?: number;
  /** The chapter that explains it; "uniqueness-sequences-singletons-counts" unless it is given. */
  readonly chapter?: string;
}

const RUNS = 20;
const QUICK_RUNS = 2;

/**
 * Makes random sequences of calls, each on a copy of the rig, and looks whether the rules hold after every step. It
 * needs no model of what each call returns. For rules under races and crashes, these two have an option `invariant`.
 *
 * @throws {FlawError} for the shortest sequence found after which a rule does not hold.
 */
export async function invariants(rig: Rig, options: InvariantOptions): Promise<void> {
  const { trial } = insideOf(rig);
  const number = trial.log.nextInstrument();
  const plan = trial.replayOf(number);
  if (plan !== undefined) {
    const steps = readSteps(plan, options.operations);
    if ((await tryRun(rig, runWith(steps, options))) !== undefined)
      throw await flaw(rig, options, { steps, number });
    return trial.log.measured('invariants: the sequence that was asked for, and every rule held');
  }
  const before = await tryRun(rig, runWith([], options));
  if (before !== undefined) throw before;
  const runs = trial.depth === 'quick' ? QUICK_RUNS : (options.runs ?? RUNS);
  let tried = 0;
  // It is large, and most exercises can be judged without it.
  const fc = await import('fast-check');
  const details = await fc.check(
    fc.asyncProperty(sequences(fc, options), async (steps) => {
      trial.log.progress(Math.min((tried += 1), runs), runs);
      return (await tryRun(rig, runWith(steps, options))) === undefined;
    }),
    { seed: trial.seed, numRuns: runs },
  );
  trial.log.count({ instrument: 'invariants', tried: details.numRuns, broken: details.failed ? 1 : 0 });
  const steps = details.counterexample?.[0];
  if (steps !== undefined) throw await flaw(rig, options, { steps, number });
  const rules = Object.keys(options.rules).length;
  trial.log.measured(`invariants: ${rules} ${rules === 1 ? 'rule' : 'rules'} in ${runs} sequences of calls`);
}

function runWith(steps: readonly Step[], options: InvariantOptions): RunOnce {
  return async (copy, clientOf, recording) => {
    const watch = watchOf(copy, options, recording);
    const client = clientOf({ name: 'client' }, options.after === 'requests' ? watch.between : {});
    await watch.look();
    for (const [name, seed] of steps) {
      const { input, mayThrow = [] } = options.operations[name] as RuledOperation;
      const { error } = await client.run(name, input(createRandom(seed, name)));
      // The learner's code may have swallowed what a rule said in the middle of a call.
      watch.assertHeld();
      if (error !== undefined && !mayThrow.includes(error.name))
        throw new PropertyError(`${name} threw ${error.name}: ${error.message}`);
      await watch.look();
    }
  };
}

interface Watch {
  readonly between: Between;
  /** Asks every rule. */
  look(): Promise<void>;
  /** Throws what a rule said of the state after a request. */
  assertHeld(): void;
}

function watchOf(copy: Rig, { rules }: InvariantOptions, recording: Recording | undefined): Watch {
  let failure: { readonly error: unknown } | undefined;
  const look = async (): Promise<void> => {
    for (const [text, rule] of Object.entries(rules)) {
      try {
        await rule(copy);
      } catch (error) {
        recording?.add({ kind: 'event', client: 'client', text: `broken: ${text}` });
        throw learnersOrThrow(error, insideOf(copy).trial);
      }
    }
  };
  return {
    look,
    assertHeld() {
      if (failure !== undefined) throw failure.error;
    },
    between: {
      door: (inner) => ({
        async send(request) {
          const reply = await inner.send(request);
          if (failure !== undefined) return reply;
          await look().catch((error: unknown) => {
            failure = { error };
          });
          return reply;
        },
      }),
    },
  };
}

function flaw(
  rig: Rig,
  options: InvariantOptions,
  { steps, number }: { steps: readonly Step[]; number: number },
): Promise<Error> {
  const when = options.after === 'requests' ? 'request' : 'call';
  const about = {
    instrument: 'invariants',
    number,
    tried:
      `Random sequences of calls were made to your functions, and the rules were looked at after every ${when}; this ` +
      'is the shortest one found that breaks a rule.',
    plan: steps.map(([name, seed]) => `${name}-${seed}`).join('.'),
    why: WHY,
    chapter: options.chapter ?? 'uniqueness-sequences-singletons-counts',
  };
  return tellRun(rig, about, runWith(steps, options));
}

const WHY =
  'DynamoDB keeps no rule across items: there are no foreign keys, no sums, no uniqueness but that of the primary key. A ' +
  'rule holds if every write that could break it is conditional on it, or goes with what repairs it into one transaction.';
