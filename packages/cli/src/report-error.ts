import { CourseError } from '@keysmith/course';
import { CommanderError } from 'commander';
import { CliError } from './error.ts';
import type { ExitCode } from './exit-code.ts';

/** The exit code for what a command threw, and the text to show. Only what nobody foresaw is shown with a stack. */
export function reportError(error: unknown): { readonly code: ExitCode; readonly text: string } {
  // Commander has already printed its own messages; help and version end with 0.
  if (error instanceof CommanderError) return { code: error.exitCode === 0 ? 0 : 2, text: '' };
  if (error instanceof CliError) return { code: 2, text: `${error.message}\n${error.remedy}` };
  if (error instanceof CourseError || isForeseen(error)) return { code: 2, text: error.message };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 2, text: `Keysmith failed, and that is its own fault:\n${stack}` };
}

/** Errors whose message names the remedy. By name, because their packages bring the SDK, which `list` does without. */
function isForeseen(error: unknown): error is Error {
  return (
    error instanceof Error &&
    ['TableError', 'GradeError', 'FormatError', 'IsolationError', 'CanaryError'].includes(error.name)
  );
}
