import type { TableDoor } from '@keysmith/table/server';
import type { Tables } from '../context.ts';
import type { Random } from '../random.ts';
import type { Binding } from '../rig/binding.ts';
import type { Call } from '../rig/client.ts';
import type { Clock } from '../rig/clock.ts';
import { learnersFailure } from './failure.ts';
import type { TrialLog } from './trial-log.ts';

/**
 * How much an instrument tries: `quick` gives a first verdict within a few hundred milliseconds, `full` everything that
 * fits in the check's budget.
 */
export type Depth = 'quick' | 'full';

/** What the rigs and instruments of one check share. */
export interface TrialContext {
  readonly checkId: string;
  readonly seed: number;
  readonly depth: Depth;
  /** An instrument goes on after the first flaw and counts, for tests of the instruments; usually it stops. */
  readonly countsAll: boolean;
  readonly binding: Binding;
  /** Chance of its own for each label; the same label always draws the same. */
  random(label: string): Random;
  newNamespace(): string;
  /** A door to the tables of that definition, made afresh. For tables that can't be copied by an engine. */
  openTables(namespace: string, definitions: Tables, clock: Clock): Promise<TableDoor>;
  release(namespace: string): Promise<void>;
  readonly onCall: (call: Call) => void;
  /** Says that what comes is a run of its own, so that no call from before it stands for it. */
  beginRun(): void;
  /** The last call that ended, of whichever run. */
  lastCall(): Call | undefined;
  readonly log: TrialLog;
  /** The plan of the one run that the instrument of that number is to repeat; undefined for the usual sweep. */
  replayOf(instrument: number): string | undefined;
}

/** What a check threw in a run of an instrument. A fault of the check itself must not look like the learner's. */
export function learnersOrThrow(error: unknown, trial: TrialContext): Error {
  const failure = learnersFailure(error, trial.lastCall());
  if (failure === undefined) throw error;
  return failure;
}
