import { byLearner, type Layout } from './layout.ts';
import { isArchive } from './unpack.ts';

/**
 * "Ada Lovelace_123456_assignsubmission_file_", a folder, or with the file's own name behind it where the instructor
 * downloaded without folders. The number is of the submission, so two learners of one name stay apart.
 */
const NAME = /^(?<who>.+_\d+)_assignsubmission_(?<plugin>[a-z]+)_?(?<file>.*)$/;

/** What Moodle's "Download all submissions" holds. Text that was typed into a form is no file, and is passed over. */
export const moodle: Layout = {
  name: 'moodle',
  read(tops) {
    const read = tops.map((top) => ({ top, groups: NAME.exec(top.name)?.groups }));
    const isForeign = read.some(({ top, groups }) => !groups && (top.kind !== 'file' || isArchive(top.name)));
    if (isForeign || read.every(({ groups }) => !groups)) return undefined;
    return byLearner(
      read.flatMap(({ top, groups }) =>
        groups?.['plugin'] === 'file'
          ? [
              {
                top,
                learner: groups['who'] ?? '',
                as: top.kind === 'folder' ? '' : groups['file'] || top.name,
              },
            ]
          : [],
      ),
    );
  },
};
