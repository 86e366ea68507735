import { createHash } from 'node:crypto';
import { GradeError } from './grade-error.ts';

/** One part of a class, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** A Kubernetes Indexed Job sets it, from 0. */
const KUBERNETES = 'JOB_COMPLETION_INDEX';
/** The recipe for GitHub Actions sets it from `strategy.job-index`, from 0. */
const GITHUB = 'KEYSMITH_JOB_INDEX';

/**
 * "3/8" is the third of eight parts. "env/8" takes the number from the environment: JOB_COMPLETION_INDEX or
 * KEYSMITH_JOB_INDEX, which count from 0.
 *
 * @throws {GradeError} 'grade.shard'
 */
export function readShard(text: string, env: Readonly<Record<string, string | undefined>>): Shard {
  const [, part, of] = /^(env|[1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(text) ?? [];
  if (part === undefined || of === undefined)
    throw wrong(`"${text}" names no part of a class. Write 3/8 for the third of eight, or env/8`);
  const count = Number(of);
  const index = part === 'env' ? fromEnvironment(env) : Number(part);
  if (index > count)
    throw wrong(`There is no part ${index} of ${count}. Parts are counted from 1 to ${count}`);
  return { index, count };
}

function fromEnvironment(env: Readonly<Record<string, string | undefined>>): number {
  const text = env[KUBERNETES] ?? env[GITHUB];
  if (text !== undefined && /^\d{1,6}$/.test(text)) return Number(text) + 1;
  const found = text === undefined ? 'neither is set' : `the value is "${text}"`;
  throw wrong(
    `"env" takes the number of the part from ${KUBERNETES} or ${GITHUB}, and ${found}. Set it, from 0`,
  );
}

/** Whether a learner is in a part: by a hash of the name, so that one more learner moves nobody else. */
export function isInShard(learner: string, { index, count }: Shard): boolean {
  const hash = createHash('sha256').update(learner.normalize('NFC')).digest();
  return hash.readUInt32BE(0) % count === index - 1;
}

function wrong(sentence: string): GradeError {
  return new GradeError('grade.shard', `--shard: ${sentence}.`);
}
