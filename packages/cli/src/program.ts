import { availableParallelism } from 'node:os';
import { DEFAULT_TABLE, TABLE_KINDS } from '@keysmith/table/kinds';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { MergeOptions } from './commands/grade.ts';
import type { ExitCode } from './exit-code.ts';
import { openSession, type Session } from './session.ts';

type Action = (session: Session) => Promise<ExitCode>;

/**
 * The command line. Each command is loaded when it is called, so that `list` does not wait for the SDK.
 *
 * @param finish Is told the exit code of the command that ran.
 */
export function buildProgram(finish: (code: ExitCode) => void): Command {
  const program = new Command('keysmith')
    .description('Practise DynamoDB data modelling: get an exercise, solve it, get a verdict.')
    .option(
      '--plain',
      'append-only output without colours (also when NO_COLOR is set or output is no terminal)',
    )
    .helpCommand(false)
    .showHelpAfterError('Run `npx keysmith --help` for all commands.')
    .exitOverride();
  const run = async (action: Action) => finish(await action(openSession(Boolean(program.opts()['plain']))));

  addReading(program, run);
  addPractice(program, run);
  addGrading(program, run);
  addMarks(program, run);
  addTable(program, run);
  return program;
}

type RunAction = (action: Action) => Promise<void>;

const EXERCISE = 'its slug, number, folder or path, or the beginning of its slug';
const EXERCISE_OR_NEXT = `${EXERCISE}; the next one to do unless given`;

function addReading(program: Command, run: RunAction): void {
  program
    .command('list')
    .description('show all exercises and your progress')
    .option('--json', 'print JSON for machines')
    .action((options) => run(async (session) => (await import('./commands/list.ts')).list(options, session)));

  program
    .command('next')
    .description('show which exercise to do next')
    .action(() => run(async (session) => (await import('./commands/next.ts')).next(session)));

  program
    .command('hint')
    .description('show a hint to a task')
    .argument('<exercise>', EXERCISE)
    .argument('[task]', 'its id or number; the first open one unless given')
    .option('--layer <number>', 'how much to tell: 1 is the gentlest', integer(1), 1)
    .action((exercise: string, task: string | undefined, options) =>
      run(async (session) => (await import('./commands/hint.ts')).hint({ exercise, task }, options, session)),
    );

  program
    .command('solution')
    .description('show the reference solution as a difference to your files')
    .argument('<exercise>', EXERCISE)
    .option('-y, --yes', 'do not ask if the exercise is not passed yet')
    .action((exercise: string, options) =>
      run(async (session) => (await import('./commands/solution.ts')).solution(exercise, options, session)),
    );
}

function addPractice(program: Command, run: RunAction): void {
  practising(program.command('test').description('run the checks once'))
    .option('--quick', 'a first verdict: try only a part of the races, crashes and sizes')
    .option('--replay <token>', 'repeat the one run in which a check failed; its message gives the token')
    .action((exercise: string | undefined, options) =>
      run(async (session) => (await import('./commands/test.ts')).test(exercise, options, session)),
    );

  practising(program.command('watch').description('run the checks at every save')).action(
    (exercise: string | undefined, options) =>
      run(async (session) => (await import('./commands/watch.ts')).watch(exercise, options, session)),
  );

  program
    .command('reset')
    .description('begin an exercise afresh; your files are kept aside')
    .argument('<exercise>', EXERCISE)
    .option('-y, --yes', 'do not ask')
    .action((exercise: string, options) =>
      run(async (session) => (await import('./commands/reset.ts')).reset(exercise, options, session)),
    );
}

function addGrading(program: Command, run: RunAction): void {
  addGrade(program, run);

  program
    .command('check')
    .description('for authors: prove that the course fits its rules')
    .argument('[exercise]', `${EXERCISE}; all unless given`)
    .option('--files-only', 'read the files and run nothing')
    .addOption(seedOption())
    .addOption(tableOption())
    .action((exercise: string | undefined, options) =>
      run(async (session) => (await import('./commands/check.ts')).check(exercise, options, session)),
    );
}

/** The same names as packages/grader has, which brings the SDK. */
const ISOLATIONS = ['sandbox', 'container', 'none'] as const;

function addGrade(program: Command, run: RunAction): void {
  const grade = program.command('grade');
  reporting(grade.description('for instructors: grade the submissions of a class'))
    .argument('<submissions>', 'folder or archive of a class, or what Canvas or Moodle let you download')
    .option('-e, --exercise <name...>', 'grade these exercises only')
    .option('-j, --jobs <number>', 'run so many at a time', integer(1), availableParallelism())
    .option('-o, --out <folder>', 'the folder for journal and reports (default: here)')
    .option('--seed <number>', 'your seed for the hidden checks; without it they do not run', integer(0))
    .option('--shard <i/n>', 'grade the i-th of n parts of the class; env/n takes i from the environment')
    .option('--fresh', 'start anew instead of going on where an earlier run was killed')
    .addOption(
      new Option('--isolation <kind>', 'what keeps submitted code from this machine')
        .choices(ISOLATIONS)
        .default('sandbox'),
    )
    .addOption(tableOption())
    .action((from: string, options) =>
      run(async (session) => (await import('./commands/grade.ts')).grade(from, options, session)),
    );

  reporting(grade.command('merge').description('put the parts of a class together'))
    .argument('<parts...>', 'the folders that grade --shard wrote')
    .option('-o, --out <folder>', 'the folder for the reports')
    .action((parts: string[], _: unknown, command: Command) => {
      // Options behind "merge" that "grade" has, too, are taken by "grade".
      const options = command.optsWithGlobals();
      if (options['out'] === undefined)
        command.error("error: required option '-o, --out <folder>' not specified", {
          code: 'commander.missingMandatoryOptionValue',
        });
      return run(async (session) =>
        (await import('./commands/grade.ts')).merge(parts, options as MergeOptions, session),
      );
    });
}

function reporting(command: Command): Command {
  return command
    .option('--roster <file>', 'CSV of folder, id, name, email: whose submission is whose')
    .option(
      '--site <address>',
      'site whose chapters the report links to (default: where npm start serves it)',
    );
}

const FORMATS = ['canvas', 'moodle', 'csv', 'gradescope', 'classroom50', 'junit'] as const;

function addMarks(program: Command, run: RunAction): void {
  program
    .command('marks')
    .description('for instructors: put grades into the form that a grade book takes')
    .addArgument(new Argument('<format>', 'the form').choices(FORMATS))
    .argument('[folder]', 'what `keysmith grade --out` wrote', '.')
    .option('-e, --exercise <slug>', 'the marks of this exercise; the sum of all unless given')
    .option('--export <file>', 'canvas: the grade book as Canvas exported it')
    .option('--column <name>', "canvas: the assignment's column in it")
    .option('--identity <file>', 'classroom50: JSON that says whose submission it is')
    .option('-o, --out <file>', 'where to write; beside the grades unless given')
    .action((format: (typeof FORMATS)[number], folder: string, options) =>
      run(async (session) =>
        (await import('./commands/marks.ts')).marks({ format, folder }, options, session),
      ),
    );

  program
    .command('gradescope-zip')
    .description('for instructors: build the autograder that Gradescope takes')
    .requiredOption('-e, --exercise <name...>', 'the exercises that the assignment asks for')
    .requiredOption('--seed <number>', 'the hidden seed', integer(0))
    .option('-o, --out <file>', 'the zip', 'autograder.zip')
    .action((options) =>
      run(async (session) => (await import('./commands/export.ts')).writeGradescopeZip(options, session)),
    );

  program
    .command('dolos')
    .description('for instructors: export an exercise of a class for Dolos, which finds similar code')
    .argument('<folder>', 'the folder of submissions')
    .requiredOption('-e, --exercise <name>', 'the exercise')
    .option('-o, --out <folder>', 'where to write', '.')
    .action((folder: string, options) =>
      run(async (session) => (await import('./commands/export.ts')).writeDolos(folder, options, session)),
    );
}

function addTable(program: Command, run: RunAction): void {
  program
    .command('table')
    .description('serve a table over HTTP, for the AWS CLI and other clients, until Ctrl-C')
    .argument('[exercise]', `whose solution's tables to create; ${EXERCISE}`)
    .option('-p, --port <number>', 'the port on 127.0.0.1; 0 takes a free one', integer(0), 8000)
    .option('--definition <file>', 'create the table of this CreateTable input, or several')
    .option('--load <file>', 'put the items of this JSON file in')
    .action((exercise: string | undefined, options) =>
      run(async (session) => (await import('./commands/table.ts')).table(exercise, options, session)),
    );
}

function practising(command: Command): Command {
  return command
    .argument('[exercise]', EXERCISE_OR_NEXT)
    .addOption(seedOption())
    .addOption(tableOption())
    .option('--inspect', 'wait for a debugger before your code runs')
    .option('--no-types', 'do not look for type errors')
    .option('--json', 'print one line of JSON for each verdict, for machines');
}

function seedOption(): Option {
  return new Option('--seed <number>', 'the seed of all data that the checks make up')
    .argParser(integer(0))
    .default(1);
}

function tableOption(): Option {
  return new Option('--table <kind>', 'the table to run on').choices(TABLE_KINDS).default(DEFAULT_TABLE);
}

function integer(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least}.`);
  };
}
