import { createHash } from 'node:crypto';

const LENGTH_MAX = 80;

/** Names that Windows keeps for devices, and those that look like one of another learner with a hash. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|-[0-9a-f]{8}$/i;

/**
 * The name of a submission's folder in the reports: the learner's, if every file system and address takes it as it is.
 * Otherwise what is left of it, and a part of its hash, so that no two learners share one.
 */
export function folderOf(learner: string): string {
  const safe = learner
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^[._]+|[._]+$/g, '')
    .slice(0, LENGTH_MAX);
  const isKept = safe === learner && !RESERVED.test(safe) && !/[A-Z]/.test(safe);
  if (isKept) return safe;
  const hash = createHash('sha256').update(learner).digest('hex').slice(0, 8);
  return `${safe === '' ? 'learner' : safe.toLowerCase()}-${hash}`;
}
