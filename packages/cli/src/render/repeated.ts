import type { Terminal } from '../terminal/terminal.ts';
import { wrap } from '../terminal/wrap.ts';
import { mark } from './marks.ts';
import type { Verdict } from './verdict.ts';

/** What is left to say when a run was repeated and nothing broke in it: which run that was, and that it was one of many. */
export function renderRepeated({ exercise, results, replayed }: Verdict, terminal: Terminal): string[] {
  const result = results.find(({ id }) => id === replayed);
  if (result?.status !== 'pass') return [];
  const { colours, columns } = terminal;
  const taskNumber = exercise.tasks.findIndex(({ id }) => id === result.task) + 1;
  const heading = colours.green(colours.bold(`Task ${taskNumber}, check ${result.id}`));
  const command = `npx keysmith test ${exercise.slug}`;
  const lines = [
    ...(result.measured ?? []),
    `This run passes now. The check makes many others, and counts only when it makes them all: ${command}`,
  ];
  return [
    [
      `${mark('pass', terminal)} ${heading}`,
      '',
      ...lines.map((line) => wrap(line, { columns, first: '  ' })),
    ].join('\n'),
  ];
}
