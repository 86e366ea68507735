import { statSync } from 'node:fs';
import { stat } from 'node:fs/promises';

/** Between two looks. */
const LOOK_MS = 50;

/**
 * Calls at every change of some files, which need not be there yet. They are few and are looked at by their paths: that
 * sees whatever editors do to save, folders that come and go, and disks of other machines. Watchers of folders and Node's
 * own watcher of files look for the first time at some later moment, and miss what comes before that.
 *
 * @returns what ends the watching
 */
export function watchFiles(paths: readonly string[], onChange: () => void): () => void {
  let seen = paths.map((path) => signOf(statSync(path, { throwIfNoEntry: false }))).join();
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    timer = setTimeout(() => void look(), LOOK_MS);
  };
  const look = async (): Promise<void> => {
    const now = (await Promise.all(paths.map(signNow))).join();
    if (isOver) return;
    wait();
    if (now === seen) return;
    seen = now;
    onChange();
  };
  wait();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** What cannot be looked at, for whatever reason, is not there. */
async function signNow(path: string): Promise<string> {
  return signOf(await stat(path).catch(() => undefined));
}

/** Differs where a file was written or another one put in its place. */
function signOf(found: { mtimeMs: number; size: number; ino: number } | undefined): string {
  return found === undefined ? 'absent' : `${found.mtimeMs}/${found.size}/${found.ino}`;
}
