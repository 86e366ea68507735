import { checksAddress } from '../child/checks-address.ts';
import type { Job } from '../child/messages.ts';
import { LearnerFileError, readLearnerFiles } from './learner-files.ts';
import type { RunOptions, Unjudged } from './options.ts';

type JobOptions = Pick<
  RunOptions,
  | 'exercise'
  | 'learnerFolder'
  | 'fallbackFolder'
  | 'seed'
  | 'depth'
  | 'only'
  | 'replay'
  | 'records'
  | 'isConfirmed'
  | 'handover'
>;

/** Reads the learner's files. Gives the job, or why there can be none. */
export async function prepareJob(options: JobOptions): Promise<Job | Unjudged> {
  const {
    exercise,
    learnerFolder,
    fallbackFolder,
    seed,
    depth,
    only,
    replay,
    records,
    isConfirmed = true,
    handover,
  } = options;
  const folders = fallbackFolder === undefined ? [learnerFolder] : [learnerFolder, fallbackFolder];
  try {
    return {
      files: await readLearnerFiles(exercise.files, folders),
      learnerFolder,
      checks: checksAddress(exercise.folder),
      specs: exercise.checks,
      seed,
      isConfirmed,
      ...(handover && { handover }),
      ...(depth && { depth }),
      ...(only && { only }),
      ...(replay && { replay }),
      ...(records && { records }),
    };
  } catch (error) {
    if (!(error instanceof LearnerFileError)) throw error;
    return { status: 'unjudged', code: 'missing-file', reason: error.message, results: [] };
  }
}
