import { checksAddress } from '../child/checks-address.ts';
import type { Job } from '../child/messages.ts';
import { linkFault } from '../loader/link.ts';
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
  | 'isSpread'
  | 'inspect'
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
    isSpread,
    inspect,
  } = options;
  const folders = fallbackFolder === undefined ? [learnerFolder] : [learnerFolder, fallbackFolder];
  try {
    const files = await readLearnerFiles(exercise.files, folders);
    // A debugger holds the child up before it could tell.
    const fault = inspect ? linkFault(files) : undefined;
    if (fault !== undefined) return unjudged(fault.code, fault.message);
    return {
      files,
      learnerFolder,
      checks: checksAddress(exercise.folder),
      specs: exercise.checks,
      seed,
      isConfirmed,
      ...(handover && { handover }),
      ...(isSpread && { isSpread }),
      ...(depth && { depth }),
      ...(only && { only }),
      ...(replay && { replay }),
      ...(records && { records }),
    };
  } catch (error) {
    if (!(error instanceof LearnerFileError)) throw error;
    return unjudged('missing-file', error.message);
  }
}

function unjudged(code: Unjudged['code'], reason: string): Unjudged {
  return { status: 'unjudged', code, reason, results: [] };
}
