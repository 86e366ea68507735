import { unwatchFile, watchFile, type StatsListener } from 'node:fs';

/** Between two looks. */
const LOOK_MS = 50;

/**
 * Calls at every change of some files, which need not be there yet. They are few and are looked at by their paths: that
 * sees whatever editors do to save, folders that come and go, and disks of other machines. A watcher of folders misses
 * what comes into a new folder before it watches that.
 *
 * @returns what ends the watching
 */
export function watchFiles(paths: readonly string[], onChange: () => void): () => void {
  const look: StatsListener = (now, before) => {
    // For a file that is not there Node calls once, although nothing has changed.
    if (now.mtimeMs !== before.mtimeMs || now.size !== before.size || now.ino !== before.ino) onChange();
  };
  for (const path of paths) watchFile(path, { interval: LOOK_MS, persistent: false }, look);
  return () => {
    for (const path of paths) unwatchFile(path, look);
  };
}
