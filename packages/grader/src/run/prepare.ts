import { checksAddress } from '../child/checks-address.ts';
import type { Job } from '../child/messages.ts';
import { link } from '../loader/link.ts';
import { LoadError } from '../loader/load-error.ts';
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

/** Reads and links the learner's files. Gives the job, or why there can be none. */
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
    const modules = link(await readLearnerFiles(exercise.files, folders));
    return {
      modules,
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
    if (error instanceof LoadError) return unjudged(error.code, error.message);
    if (error instanceof LearnerFileError) return unjudged('missing-file', error.message);
    throw error;
  }
}

function unjudged(code: Unjudged['code'], reason: string): Unjudged {
  return { status: 'unjudged', code, reason, results: [] };
}
