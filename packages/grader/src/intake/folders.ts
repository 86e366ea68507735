import type { Layout } from './layout.ts';
import { isArchive } from './unpack.ts';

/** A folder or an archive for each learner, whose name is the learner's. */
export const folders: Layout = {
  name: 'folders',
  read: (tops) =>
    tops
      .filter(({ name, kind }) => kind !== 'file' || isArchive(name))
      .map((top) => ({ learner: top.name, parts: [{ top, as: top.kind === 'file' ? top.name : '' }] })),
};
