import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exerciseStatus, readProgress, type Exercise } from '@keysmith/course';
import { ask } from '../ask.ts';
import type { ExitCode } from '../exit-code.ts';
import { namedExercise } from '../choose-exercise.ts';
import { renderDifference } from '../render/difference.ts';
import type { Session } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface SolutionOptions {
  /** Do not ask whether to show it before the exercise is done. */
  readonly yes?: boolean;
}

/** `keysmith solution <exercise>`: the reference solution as a difference to the learner's files. */
export async function solution(name: string, { yes }: SolutionOptions, session: Session): Promise<ExitCode> {
  const { terminal } = session;
  const exercise = await namedExercise(name, session);
  const done = exerciseStatus(exercise, await readProgress(session.root)).state === 'passed';
  const question = `You have not passed ${exercise.slug} yet. Show its solution all the same?`;
  if (!done && !yes && !(await ask(question, terminal))) {
    terminal.print(`Not shown. \`npx keysmith hint ${exercise.slug}\` may be enough.`);
    return 0;
  }
  for (const file of exercise.files) terminal.print(await compare(exercise, file, terminal));
  terminal.print(`The solution and its reasons: solutions/${exercise.path}/ (begin with README.mdx)`);
  return 0;
}

async function compare(exercise: Exercise, file: string, terminal: Terminal): Promise<string> {
  const isCopied = existsSync(join(exercise.workFolder, file));
  const [tree, folder] = isCopied
    ? (['work', exercise.workFolder] as const)
    : (['exercises', exercise.folder] as const);
  const [from, to] = await Promise.all(
    [folder, exercise.solutionFolder].map((place) => readFile(join(place, file), 'utf8')),
  );
  const difference = renderDifference(
    {
      from: { name: `${tree}/${exercise.path}/${file}`, text: from ?? '' },
      to: { name: `solutions/${exercise.path}/${file}`, text: to ?? '' },
    },
    terminal,
  );
  return difference === '' ? `${file}: the same as the solution.\n` : `${difference}\n`;
}
