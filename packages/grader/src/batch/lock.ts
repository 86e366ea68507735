import { open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { GradeError } from './grade-error.ts';

const FILE = 'journal.lock';

/**
 * Keeps a second process from writing to the same journal. What a killed process left is taken over: on the same
 * machine, because it no longer lives; from another, because nobody can know, only if it is the same name.
 *
 * @throws {GradeError} 'grade.busy'
 */
export async function lockFolder(folder: string): Promise<AsyncDisposable> {
  const path = join(folder, FILE);
  const own = `${process.pid}@${hostname()}`;
  const holder = await readFile(path, 'utf8').catch(() => '');
  if (holder !== '' && isAlive(holder))
    throw new GradeError(
      'grade.busy',
      `The process ${holder} is grading into ${folder}. Wait for it, or name another folder with --out. If it no longer lives, delete ${path}.`,
    );
  if (holder !== '') await rm(path, { force: true });
  try {
    await using file = await open(path, 'wx');
    await file.writeFile(own);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new GradeError('grade.busy', `Another process began to grade into ${folder}. Wait for it.`);
  }
  return { [Symbol.asyncDispose]: () => rm(path, { force: true }) };
}

function isAlive(holder: string): boolean {
  const [pid, host] = [holder.slice(0, holder.indexOf('@')), holder.slice(holder.indexOf('@') + 1)];
  if (host !== hostname()) return true;
  // A container that begins again has the same numbers.
  if (Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
