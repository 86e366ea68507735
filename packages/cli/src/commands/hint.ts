import {
  exerciseStatus,
  nearest,
  readProgress,
  type Exercise,
  type Progress,
  type Task,
} from '@keysmith/course';
import { CliError } from '../error.ts';
import type { ExitCode } from '../exit-code.ts';
import { namedExercise } from '../choose-exercise.ts';
import { renderMarkdown } from '../render/markdown.ts';
import type { Session } from '../session.ts';
import { prefixLines } from '../terminal/wrap.ts';

export interface HintOptions {
  /** 1 is the gentlest. */
  readonly layer: number;
}

/** `keysmith hint <exercise> [task]`: one layer of a task's hints, and how to see the next one. */
export async function hint(
  names: { readonly exercise: string; readonly task: string | undefined },
  { layer }: HintOptions,
  session: Session,
): Promise<ExitCode> {
  const { terminal } = session;
  const exercise = await namedExercise(names.exercise, session);
  const progress = await readProgress(session.root);
  const task = names.task === undefined ? firstOpen(exercise, progress) : findTask(exercise, names.task);
  const layers = exercise.hints.filter((candidate) => candidate.task === task.id);
  const found = layers.find((candidate) => candidate.layer === layer);
  if (!found) throw noSuchLayer(task, { layer, layers: layers.length });

  const { colours } = terminal;
  const inner = { ...terminal, columns: terminal.columns - 2 };
  const number = exercise.tasks.indexOf(task) + 1;
  const lines = [
    `${colours.bold(`${number}  ${task.title}`)}  ${colours.dim(`hint ${layer} of ${layers.length}`)}`,
    '',
    renderMarkdown(found.markdown, inner),
    ...(layer < layers.length ? ['', colours.dim(`more  ${commandFor(exercise, task, layer + 1)}`)] : []),
  ];
  terminal.print(prefixLines(`\n${lines.join('\n')}`, terminal.plain ? '' : ' '));
  return 0;
}

function commandFor({ slug }: Exercise, task: Task, layer: number): string {
  return `npx keysmith hint ${slug} ${task.id} --layer ${layer}`;
}

/** The first task that is not passed; the first one when all are. */
function firstOpen(exercise: Exercise, progress: Progress): Task {
  const passed = progress.exercises[exercise.slug]?.tasksPassed ?? [];
  const done = exerciseStatus(exercise, progress).state === 'passed';
  const open = done ? undefined : exercise.tasks.find(({ id }) => !passed.includes(id));
  return open ?? (exercise.tasks[0] as Task);
}

function findTask({ slug, tasks }: Exercise, asked: string): Task {
  const found = tasks.find(({ id }, at) => id === asked || String(at + 1) === asked);
  if (found) return found;
  const ids = tasks.map(({ id }) => id);
  const near = nearest(asked, ids);
  throw new CliError(
    'cli.unknown-task',
    `The exercise ${slug} has no task "${asked}".`,
    near.length > 0 ? `Did you mean ${near.join(', or ')}?` : `Its tasks are ${ids.join(', ')}.`,
  );
}

function noSuchLayer(task: Task, { layer, layers }: { layer: number; layers: number }): CliError {
  const remedy =
    layers === 0
      ? 'Read the chapter of this exercise again.'
      : layers === 1
        ? 'It has one; leave --layer out.'
        : `It has ${layers}: ask for --layer 1 to ${layers}.`;
  return new CliError('cli.unknown-layer', `The task ${task.id} has no hint of layer ${layer}.`, remedy);
}
