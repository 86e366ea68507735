import { missingFiles, readProgress, recordRun, writeProgress, type Exercise } from '@keysmith/course';
import {
  LearnerFileError,
  readLearnerFiles,
  type Runner,
  type RunOptions,
  type RunOutcome,
} from '@keysmith/grader';
import type { LabFile } from '../lab/lab-data.ts';
import { isPassed } from '../lab/score.ts';
import type { BesideEvent } from './messages.ts';

export interface PassesOptions {
  readonly exercise: Exercise;
  /** The course's folder, which has the progress file. */
  readonly root: string;
  /** Each pass has a runner of its own, so that a save finds a warm one while the full pass still runs. */
  readonly runners: Readonly<Record<'quick' | 'full', Pick<Runner, 'run'>>>;
  readonly signal: AbortSignal;
  readonly tell: (event: BesideEvent) => void;
}

/** The seed of the lab and, unless told otherwise, of the command. */
const SEED = 1;

/**
 * Runs the checks on the learner's files as they are: the quick pass, and the full one if the quick one passed. Where a
 * part of the runs shows a flaw, all of them would tell nothing more. What has passed goes into the command's progress file.
 *
 * Rejects when the signal ends it.
 */
export async function runPasses(options: PassesOptions): Promise<void> {
  const { exercise, root, signal, tell } = options;
  const missing = missingFiles(exercise);
  tell({ type: 'work', missing });
  if (missing.length > 0) return;
  tell({ type: 'run', files: await filesOf(exercise) });
  let outcome = await pass(options, 'quick');
  if (isPassed(exercise, outcome)) {
    tell({ type: 'first-verdict', outcome: withoutRecordings(outcome) });
    outcome = await pass(options, 'full');
  }
  tell({ type: 'outcome', outcome });
  signal.throwIfAborted();
  const progress = recordRun(await readProgress(root), {
    exercise,
    results: outcome.results,
    now: new Date(),
  });
  await writeProgress(root, progress);
  tell({ type: 'kept', progress });
}

/** The page has them already, each with its check. */
function withoutRecordings(outcome: RunOutcome): RunOutcome {
  return { ...outcome, results: outcome.results.map(({ recording: _, ...result }) => result) };
}

function pass(
  { exercise, runners, signal, tell }: PassesOptions,
  depth: 'quick' | 'full',
): Promise<RunOutcome> {
  const options: Omit<RunOptions, 'table'> = {
    exercise,
    learnerFolder: exercise.workFolder,
    seed: SEED,
    depth,
    records: true,
    signal,
    onEvent: tell,
  };
  return runners[depth].run(options);
}

/** The texts to be shown; what cannot be read is told by the run. */
async function filesOf({ files, workFolder }: Exercise): Promise<readonly LabFile[]> {
  try {
    return await readLearnerFiles(files, [workFolder]);
  } catch (error) {
    if (error instanceof LearnerFileError) return [];
    throw error;
  }
}
