import { exerciseStatus, readProgress, type Exercise, type Progress } from '@keysmith/course';
import type { ExitCode } from '../exit-code.ts';
import { mark, plural } from '../render/marks.ts';
import type { Session } from '../session.ts';
import { inColumns } from '../terminal/columns.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { prefixLines, wrap } from '../terminal/wrap.ts';

export interface ListOptions {
  readonly json?: boolean;
}

/** `keysmith list`: the chapters and their exercises, and how far the learner is with each. */
export async function list({ json }: ListOptions, { terminal, ...session }: Session): Promise<ExitCode> {
  const { chapters, exercises } = await session.course();
  const progress = await readProgress(session.root);
  if (json) {
    terminal.print(JSON.stringify(exercises.map((exercise) => entryOf(exercise, progress))));
    return 0;
  }
  const { colours } = terminal;
  const rows = inColumns(
    exercises.map((exercise) => cellsOf(exercise, progress, terminal)),
    ['left', 'right', 'left', 'right', 'left'],
  );
  const blocks = chapters
    .filter((chapter) => chapter.exercises.length > 0)
    .map((chapter) => {
      const heading = wrap(colours.bold(chapter.title), {
        columns: terminal.columns,
        first: `${String(chapter.number).padStart(2, '0')}  `,
      });
      const own = chapter.exercises.map((exercise) => `    ${rows[exercises.indexOf(exercise)] ?? ''}`);
      return [heading, ...own].join('\n');
    });
  const passed = exercises.filter((exercise) => exerciseStatus(exercise, progress).state === 'passed').length;
  blocks.push(colours.dim(`${passed} of ${plural(exercises.length, 'exercise')} passed`));
  terminal.print(prefixLines(`\n${blocks.join('\n\n')}`, terminal.plain ? '' : ' '));
  return 0;
}

function cellsOf(exercise: Exercise, progress: Progress, terminal: Terminal): readonly string[] {
  const { dim } = terminal.colours;
  const status = exerciseStatus(exercise, progress);
  const sign = status.state === 'passed' ? mark('pass', terminal) : terminal.plain ? '    ' : dim('·');
  return [sign, String(exercise.number), exercise.slug, dim(`${exercise.minutes} min`), howFar(status)];
}

function howFar(status: ReturnType<typeof exerciseStatus>): string {
  if (status.state === 'untouched') return '';
  if (status.state === 'passed') return `passed ${status.passedAt.slice(0, 10)}`;
  return `${status.tasksPassed} of ${plural(status.tasks, 'task')}`;
}

function entryOf(exercise: Exercise, progress: Progress) {
  const { slug, number, title, minutes, chapter } = exercise;
  return { slug, number, title, chapter, minutes, ...exerciseStatus(exercise, progress) };
}
