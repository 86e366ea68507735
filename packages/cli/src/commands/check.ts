import { CourseError, formatProblem, loadCourse, type Exercise, type Problem } from '@keysmith/course';
import { claimsOf, createRunner, proveClaim, type Claim } from '@keysmith/grader';
import { startTable, type TableKind } from '@keysmith/table';
import type { ExitCode } from '../exit-code.ts';
import { namedExercise } from '../choose-exercise.ts';
import { mark, plural } from '../render/marks.ts';
import type { Session } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface CheckOptions {
  readonly seed: number;
  readonly table: TableKind;
  /** Read the files only and run nothing. */
  readonly filesOnly?: boolean;
}

/** `keysmith check [exercise]`, for authors: everything that the loader and the contract know. */
export async function check(
  name: string | undefined,
  options: CheckOptions,
  session: Session,
): Promise<ExitCode> {
  const { terminal } = session;
  const exercises = await soundExercises(name, session);
  if (!exercises) return 1;
  terminal.print(
    `${mark('pass', terminal)} the files of ${plural(exercises.length, 'exercise')} fit the rules`,
  );
  if (options.filesOnly) return 0;
  const problems = await proveAll(exercises, options, terminal);
  if (problems.length === 0) return 0;
  terminal.print(`\n${plural(problems.length, 'problem')}`);
  return 1;
}

/** The exercises to prove, or nothing after what does not fit has been told. */
async function soundExercises(
  name: string | undefined,
  session: Session,
): Promise<readonly Exercise[] | undefined> {
  const { root, terminal } = session;
  try {
    if (name === undefined) return (await loadCourse(root)).exercises;
    // Whatever is wrong with the others: an author may have several in the making.
    const { slug } = await namedExercise(name, session);
    const { exercises } = await loadCourse(root, { only: [slug] });
    return exercises.filter((exercise) => exercise.slug === slug);
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    for (const problem of error.problems) terminal.print(showProblem(problem, terminal));
    terminal.print(`\n${plural(error.problems.length, 'problem')}`);
    return undefined;
  }
}

async function proveAll(
  exercises: readonly Exercise[],
  { seed, table }: CheckOptions,
  terminal: Terminal,
): Promise<readonly Problem[]> {
  terminal.status(terminal.colours.dim(`starting the table (${table}) …`));
  const server = await startTable(table);
  const runner = createRunner({ table: server.address, isReusing: true });
  const problems: Problem[] = [];
  try {
    for (const exercise of exercises) {
      terminal.print(`\n${terminal.colours.bold(exercise.slug)}`);
      for (const claim of claimsOf(exercise)) {
        terminal.status(terminal.colours.dim(`  ${claim.name} …`));
        const found = await proveClaim(exercise, claim, { run: (options) => runner.run(options), seed });
        problems.push(...found);
        showClaim(claim, found, terminal);
      }
    }
  } finally {
    await runner.close();
    await server.close();
  }
  return problems;
}

function showClaim({ name }: Claim, found: readonly Problem[], terminal: Terminal): void {
  terminal.print(`  ${mark(found.length === 0 ? 'pass' : 'fail', terminal)} ${name}`);
  for (const problem of found) terminal.print(showProblem(problem, terminal));
}

function showProblem(problem: Problem, terminal: Terminal): string {
  const [first = '', ...rest] = formatProblem(problem).split('\n');
  return [`\n${terminal.colours.red(first)}`, ...rest].join('\n');
}
