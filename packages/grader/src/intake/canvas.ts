import { byCodePoint } from './entry.ts';
import { byLearner, type Layout } from './layout.ts';

/**
 * "lovelaceada_LATE_12345_67890_access-1.ts": the learner's name without spaces, whether it came late, the number of the
 * user and of the upload, and the file's own name. Canvas adds "-1", "-2" to a file that is handed in again.
 */
const NAME = /^(?<who>[^_]+)_(?:LATE_)?(?<user>\d+)_(?<upload>\d+)_(?<file>.+)$/;
const AGAIN = /-\d+(?=(\.tar)?\.[^.]+$)/;

/** What Canvas's "Download Submissions" holds: files side by side. */
export const canvas: Layout = {
  name: 'canvas',
  read(tops) {
    const read = tops.map((top) => ({ top, groups: NAME.exec(top.name)?.groups }));
    const isCanvas = read.length > 0 && read.every(({ top, groups }) => groups && top.kind !== 'folder');
    if (!isCanvas) return undefined;
    // The intake lets a later file of one name win.
    const newestLast = read.toSorted(
      (a, b) =>
        Number(a.groups?.['upload']) - Number(b.groups?.['upload']) || byCodePoint(a.top.name, b.top.name),
    );
    return byLearner(
      newestLast.map(({ top, groups }) => ({
        top,
        learner: `${groups?.['who']}_${groups?.['user']}`,
        as: withoutAgain(groups?.['file'] ?? ''),
      })),
    );
  },
};

/** "access-2.ts" → "access.ts". */
export function withoutAgain(file: string): string {
  return file.replace(AGAIN, '');
}
