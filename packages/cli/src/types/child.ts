// The compiler's own process: it must not take time from the verdict, so it runs beside it and steps back for it.
import { constants, setPriority } from 'node:os';
import { repositoryRoot } from '../course-root.ts';
import { openLanguage, type Language } from './language.ts';
import type { TypeReply, TypeRequest } from './messages.ts';

try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // Some systems do not allow it; then the two share the machine evenly.
}

let language: Language | undefined;

process.on('message', ({ id, files }: TypeRequest) => {
  process.send?.(answer(id, files));
});
process.on('disconnect', () => process.exit());

function answer(id: number, files: readonly string[]): TypeReply {
  try {
    language ??= openLanguage(repositoryRoot);
    return { id, problems: language.problems(files) };
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
