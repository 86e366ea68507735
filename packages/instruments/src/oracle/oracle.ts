import type * as FastCheck from 'fast-check';
import { learnersOrThrow } from '../checks/trial-context.ts';
import { expect } from '../checks/expect.ts';
import { show } from '../checks/show.ts';
import { createRandom, type Random } from '../random.ts';
import { tellRun, tryRun, type ClientOf, type RunOnce } from '../replay/record-run.ts';
import { ReplayError } from '../replay/token.ts';
import type { Client } from '../rig/client.ts';
import { insideOf, type Rig } from '../rig/rig.ts';

/** What a reference model says of a call: the result, or the name of the error that is right. */
export type Answer = { readonly result: unknown } | { readonly error: string };

/** One operation of the application, as the learner's function of that name should do it. */
export interface Operation<Model> {
  /** Draws an input, given what the model holds; undefined where the operation makes no sense now. */
  readonly input: (random: Random, model: Model) => unknown;
  /**
   * Does it on the model, and says what is right. `actual` is what the learner's function returned, for what only it
   * can know, such as a new identifier.
   */
  readonly apply: (model: Model, input: never, actual: unknown) => Answer;
  /** How often it is drawn, compared with the others; 1 unless it is given. */
  readonly weight?: number;
}

export interface OracleOptions<Model> {
  /** A model of a table without any items. */
  readonly model: () => Model;
  /** By the name of the learner's function. */
  readonly operations: Readonly<Record<string, Operation<Model>>>;
  /** Brings a result into the form that is compared, such as a list into an order of its own. */
  readonly form?: (result: unknown, operation: string) => unknown;
  /** Must hold after every step. */
  readonly invariant?: (rig: Rig, model: Model) => Promise<void> | void;
  /** Sequences that are tried; 20 unless it is given. */
  readonly runs?: number;
  /** Steps in a sequence at most; 20 unless it is given. */
  readonly steps?: number;
  /** The chapter that explains it; "three-kinds-of-call" unless it is given. */
  readonly chapter?: string;
}

/** One step of a sequence: which operation, and the seed of its input. */
export type Step = readonly [operation: string, seed: number];

const RUNS = 20;
const QUICK_RUNS = 2;
const STEPS = 20;

/**
 * Runs random sequences of operations on the learner's code and on a reference model side by side, and compares after
 * every step. Each sequence runs on a copy of the rig; the shortest one that differs is told.
 *
 * @throws {FlawError} with the steps as a script.
 */
export function oracle<Model>(rig: Rig, options: OracleOptions<Model>): Promise<void> {
  return compareWithModel(rig, options, ORACLE);
}

/** How an instrument that compares with a model calls itself, and who makes the calls. */
export interface Kind {
  readonly instrument: string;
  readonly tried: string;
  readonly why: string;
  readonly chapter: string;
  /** The clients of one run; each call is made by one of them, which its seed decides. */
  clients(clientOf: ClientOf): readonly Client[];
}

const ORACLE: Kind = {
  instrument: 'oracle',
  tried:
    'Random sequences of calls were made to your functions and to a reference model side by side; this is the ' +
    'shortest one found in which the two differ.',
  why: 'Every call came after the reply to the one before: nothing here is chance, and DynamoDB did as it was told.',
  chapter: 'three-kinds-of-call',
  clients: (clientOf) => [clientOf({ name: 'client' })],
};

export async function compareWithModel<Model>(
  rig: Rig,
  options: OracleOptions<Model>,
  kind: Kind,
): Promise<void> {
  const { trial } = insideOf(rig);
  const number = trial.log.nextInstrument();
  const plan = trial.replayOf(number);
  if (plan !== undefined) {
    const steps = readSteps(plan, options.operations);
    if ((await tryRun(rig, runWith(steps, options, kind))) !== undefined)
      throw await flaw(rig, options, { kind, steps, number });
    return trial.log.measured(`${kind.instrument}: the sequence that was asked for, and nothing differed`);
  }
  const runs = trial.depth === 'quick' ? QUICK_RUNS : (options.runs ?? RUNS);
  let tried = 0;
  // It is large, and most exercises can be judged without it.
  const fc = await import('fast-check');
  const details = await fc.check(
    fc.asyncProperty(sequences(fc, options), async (steps) => {
      trial.log.progress(Math.min((tried += 1), runs), runs);
      return (await tryRun(rig, runWith(steps, options, kind))) === undefined;
    }),
    { seed: trial.seed, numRuns: runs },
  );
  trial.log.count({ instrument: kind.instrument, tried: details.numRuns, broken: details.failed ? 1 : 0 });
  const found = details.counterexample?.[0];
  if (found !== undefined) {
    const steps = await reached(rig, found, (some) => runWith(some, options, kind));
    throw await flaw(rig, options, { kind, steps, number });
  }
  trial.log.measured(`${kind.instrument}: ${runs} sequences of up to ${options.steps ?? STEPS} calls`);
}

/** The steps up to the one that breaks. Shrinking can leave some behind it, which no run comes to. */
async function reached(
  rig: Rig,
  steps: readonly Step[],
  run: (steps: readonly Step[]) => RunOnce,
): Promise<readonly Step[]> {
  for (let length = 1; length < steps.length; length += 1) {
    const some = steps.slice(0, length);
    if ((await tryRun(rig, run(some))) !== undefined) return some;
  }
  return steps;
}

export function sequences(
  fc: typeof FastCheck,
  {
    operations,
    steps = STEPS,
  }: {
    readonly operations: Readonly<Record<string, { readonly weight?: number }>>;
    readonly steps?: number;
  },
): FastCheck.Arbitrary<Step[]> {
  const names = Object.entries(operations).flatMap(([name, { weight = 1 }]) =>
    Array.from({ length: weight }, () => name),
  );
  // A seed is no quantity: a smaller one is no simpler input.
  const seeds = fc.noShrink(fc.nat(999_999));
  const step = fc.tuple(fc.noShrink(fc.constantFrom(...names)), seeds);
  return fc.array(step, { minLength: 1, maxLength: steps, size: 'max' });
}

function runWith<Model>(steps: readonly Step[], options: OracleOptions<Model>, kind: Kind): RunOnce {
  const { operations, form = (result) => result, invariant } = options;
  return async (copy, clientOf, recording) => {
    const model = options.model();
    const clients = kind.clients(clientOf);
    for (const [name, seed] of steps) {
      const operation = operations[name] as Operation<Model>;
      const input = operation.input(createRandom(seed, name), model);
      if (input === undefined) continue;
      const client = clients[seed % clients.length] as Client;
      const { result, error } = await client.run(name, input);
      const right = operation.apply(model, input as never, result);
      try {
        compare({ result: form(result, name), error: error?.name }, right, { name, input, form });
        await invariant?.(copy, model);
      } catch (failure) {
        recording?.add({ kind: 'event', client: client.name, text: `right: ${inWords(right)}` });
        throw learnersOrThrow(failure, insideOf(copy).trial);
      }
    }
  };
}

interface Called {
  readonly name: string;
  readonly input: unknown;
  readonly form: (result: unknown, operation: string) => unknown;
}

function compare(
  actual: { readonly result: unknown; readonly error: string | undefined },
  right: Answer,
  { name, input, form }: Called,
): void {
  const what = `${name}(${show(input)})`;
  if ('error' in right) {
    const ended = actual.error ?? `no error, and the result ${show(actual.result)}`;
    expect(ended, `how ${what} ends`).toBe(right.error);
    return;
  }
  expect(actual.error, `what ${what} threw`).toBeUndefined();
  expect(actual.result, `the result of ${what}`).toEqual(form(right.result, name));
}

function inWords(answer: Answer): string {
  return 'error' in answer ? `an error named ${answer.error}` : show(answer.result);
}

function flaw<Model>(
  rig: Rig,
  options: OracleOptions<Model>,
  { kind, steps, number }: { kind: Kind; steps: readonly Step[]; number: number },
): Promise<Error> {
  const { instrument, tried, why } = kind;
  const plan = steps.map(([name, seed]) => `${name}-${seed}`).join('.');
  const chapter = options.chapter ?? kind.chapter;
  return tellRun(rig, { instrument, number, tried, plan, why, chapter }, runWith(steps, options, kind));
}

export function readSteps(plan: string, operations: Readonly<Record<string, unknown>>): Step[] {
  return plan.split('.').map((text): Step => {
    const [, name, seed] = /^(.*)-(\d{1,6})$/.exec(text) ?? [];
    if (name === undefined)
      throw new ReplayError(`"${plan}" is no sequence of calls, which would look like like-17.unlike-4`);
    if (!Object.hasOwn(operations, name)) throw new ReplayError(`the check makes no calls of "${name}"`);
    return [name, Number(seed)];
  });
}
