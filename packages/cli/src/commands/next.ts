import { exerciseStatus, nextExercise, pagesOfCourse, readProgress, type Exercise } from '@keysmith/course';
import type { ExitCode } from '../exit-code.ts';
import { workPlace } from '../practice/work-place.ts';
import { plural } from '../render/marks.ts';
import type { Session } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { prefixLines, wrap } from '../terminal/wrap.ts';

/** `keysmith next`: which exercise to do now, what it is about, and the commands to do it with. */
export async function next({ terminal, ...session }: Session): Promise<ExitCode> {
  const course = await session.course();
  const progress = await readProgress(session.root);
  const exercise = nextExercise(course, progress);
  if (!exercise) {
    terminal.print('Every exercise is passed. Well done.');
    return 0;
  }
  const status = exerciseStatus(exercise, progress);
  const before =
    status.state === 'started'
      ? `${status.tasksPassed} of ${plural(status.tasks, 'task')} passed so far`
      : '';
  const page = pagesOfCourse(course).find(({ path }) => path === exercise.path)?.id;
  terminal.print(
    prefixLines(`\n${describe(exercise, { before, page }, terminal)}`, terminal.plain ? '' : ' '),
  );
  return 0;
}

interface Around {
  /** How far the learner is with it, or nothing. */
  readonly before: string;
  /** Id of the page about the same, if its chapter has one. */
  readonly page: string | undefined;
}

function describe(exercise: Exercise, { before, page }: Around, { colours, columns }: Terminal): string {
  const { number, slug, title, summary, minutes, tasks, chapter, prerequisites } = exercise;
  const facts = [
    `${minutes} minutes`,
    plural(tasks.length, 'task'),
    `chapter ${chapter}`,
    prerequisites.length > 0 ? `after ${prerequisites.join(', ')}` : '',
    before,
  ];
  const steps = [
    ...(page === undefined ? [] : [['learn', `on the site, page /chapters/${page}/`]]),
    ['read', `the brief on the site (\`npm start\`), page /exercises/${slug}/`],
    ['edit', exercise.files.map((file) => `${workPlace(exercise)}/${file}`).join('\n')],
    ['run', `npx keysmith watch ${slug}`],
    ['stuck', `npx keysmith hint ${slug}`],
  ];
  return [
    `${colours.bold(title)}  ${colours.dim(`${number} ${slug}`)}`,
    '',
    wrap(summary, { columns: columns - 2 }),
    colours.dim(wrap(facts.filter(Boolean).join(' · '), { columns: columns - 2 })),
    '',
    ...steps.map(([label = '', text = '']) =>
      wrap(text, { columns: columns - 2, first: colours.dim(label.padEnd(7)) }),
    ),
  ].join('\n');
}
