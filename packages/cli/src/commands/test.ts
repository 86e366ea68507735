import { copyStarter, type Exercise } from '@keysmith/course';
import { readReplayToken, type ReplayToken } from '@keysmith/grader';
import { chooseExercise } from '../choose-exercise.ts';
import { CliError } from '../error.ts';
import { exitCodeOf, type ExitCode } from '../exit-code.ts';
import { attempt, type Attempt } from '../practice/attempt.ts';
import { checkTypes, type TypesChecked } from '../practice/check-types.ts';
import { openPractice, type PracticeOptions } from '../practice/practice.ts';
import { workPlace } from '../practice/work-place.ts';
import { attemptAsJson } from '../render/json.ts';
import { afterPass } from '../render/after-pass.ts';
import { renderTypes } from '../render/types.ts';
import { isPassed, renderVerdict } from '../render/verdict.ts';
import type { Session } from '../session.ts';
import { silenced, type Terminal } from '../terminal/terminal.ts';

export interface TestOptions extends PracticeOptions {
  readonly quick?: boolean;
  /** A replay token. */
  readonly replay?: string;
}

/** `keysmith test [exercise]`: runs the checks once on the learner's copy and shows the verdict. */
export async function test(
  name: string | undefined,
  { replay: token, ...options }: TestOptions,
  session: Session,
): Promise<ExitCode> {
  const replay = token === undefined ? undefined : readReplay(token);
  const exercise = await chooseExercise(name, session);
  if (replay !== undefined) assertOwnToken(replay, exercise);
  const terminal = options.json ? silenced(session.terminal) : session.terminal;
  await prepareCopy(exercise, terminal);
  await using practice = await openPractice(options, terminal);
  const types = checkTypes(exercise, practice);
  const made = await attempt(
    {
      ...options,
      // The token knows the seed that its run was made with.
      ...(replay && { replay, seed: replay.seed }),
      ...(options.quick && { depth: 'quick' as const }),
      root: session.root,
      exercise,
      run: (runOptions) => practice.runner.run(runOptions),
    },
    terminal,
  );
  showAttempt(made, terminal);
  terminal.status(terminal.colours.dim(' checking types …'));
  const checked = await types;
  terminal.status('');
  if (options.json) session.terminal.print(attemptAsJson(made, checked));
  else showTypes(checked, terminal);
  return exitCodeOf(made.verdict);
}

function readReplay(token: string): ReplayToken {
  try {
    return readReplayToken(token);
  } catch (error) {
    const remedy = 'Copy it from the message of a failed check.';
    throw new CliError('cli.bad-token', (error as Error).message, remedy);
  }
}

/** A token of another exercise would repeat nothing, and the run would look like any other. */
function assertOwnToken({ checkId }: ReplayToken, { slug, checks }: Exercise): void {
  if (checks.some(({ id }) => id === checkId)) return;
  const own = checks.map(({ id }) => id).join(', ');
  throw new CliError(
    'cli.foreign-token',
    `The token is of the check "${checkId}", and ${slug} has no such check. It has: ${own}.`,
    'Name the exercise whose message the token comes from: the line "repeat" has the whole command.',
  );
}

/** Makes the learner's copy if need be, and says where it is. */
export async function prepareCopy(exercise: Exercise, terminal: Terminal): Promise<void> {
  const copied = await copyStarter(exercise);
  if (copied.length === 0) return;
  terminal.print(`Copied ${copied.join(' and ')} to ${workPlace(exercise)}: edit them there.`);
}

/** Prints the verdict and, after a pass, what to do next. */
export function showAttempt({ verdict }: Attempt, terminal: Terminal): void {
  terminal.print(renderVerdict(verdict, terminal));
  if (isPassed(verdict) && verdict.replayed === undefined)
    terminal.print(afterPass(verdict.exercise, terminal));
}

/** Prints the type errors. A compiler that fails takes nothing from the verdict. */
export function showTypes(checked: TypesChecked, terminal: Terminal): void {
  if (checked === undefined) return;
  if (checked.status === 'fulfilled') terminal.print(`\n${renderTypes(checked.value, terminal)}`);
  else terminal.note(String(checked.reason instanceof Error ? checked.reason.message : checked.reason));
}
