import { join } from 'node:path';
import { gradedExercise } from '@keysmith/course';
import { checkCanary, createReports, createRunner, gradeClass } from '@keysmith/grader';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runningToy, type RunningToy } from '../toys.ts';
import { openJail, type OpenJail } from './open-jail.ts';

let toy: RunningToy;
let jail: OpenJail;

beforeAll(async () => {
  [toy, jail] = await Promise.all([runningToy(), openJail()]);
});
afterAll(async () => {
  await jail[Symbol.asyncDispose]();
  await toy[Symbol.asyncDispose]();
});

/** Right code below what would fool a judge in the same process, and what would end it. */
const HOSTILE = `process.stdout.write('{"type":"done"}');
for (const name of ['every', 'some', 'map'] as const) Object.assign(Array.prototype, { [name]: () => true });
process.exit(0);
`;

it(
  'grades a right, a wrong, a missing and a hostile submission in the sandbox',
  { timeout: 400_000 },
  async (context) => {
    const plan = jail.plan(context);
    const { exercise, course } = toy;
    const read = (path: string) => toy.toy.read(`solutions/10-one-to-many/16-keep-notes/${path}`);
    const [table, right, wrong] = await Promise.all(
      ['table.ts', 'access.ts', 'wrong/scans/access.ts'].map(read),
    );
    const answers: Record<string, string | undefined> = {
      ada: right,
      ben: wrong,
      dan: `${HOSTILE}${right}`,
      eve: right,
    };
    const files = Object.entries(answers).flatMap(([learner, access]) => [
      [`${learner}/keep-notes/table.ts`, table],
      [`${learner}/keep-notes/access.ts`, access],
    ]);
    const from = await toy.folder('class', { ...Object.fromEntries(files), 'cyd/README.txt': 'Nothing.' });
    const { report } = await gradeClass({
      course,
      exercises: [exercise],
      from,
      out: join(toy.toy.root, 'marks'),
      seeds: { visible: 1, hidden: 7 },
      table: 'embedded',
      isolation: { kind: 'sandbox', lost: [] },
      jobs: 1,
      openRunner: () => createRunner({ table: { kind: 'embedded' }, jail: plan }),
      canary: (runners) => checkCanary({ runners, exercise, seed: 1 }),
      reports: createReports({ exercises: [gradedExercise(exercise)] }),
    });
    const rows = report.submissions.map(({ learner, score, exercises: [one] }) => [
      learner,
      one?.status,
      score,
    ]);
    expect(rows).toEqual([
      ['ada', 'graded', 6],
      ['ben', 'graded', 3],
      ['cyd', 'missing', 0],
      ['dan', 'ungradable', 0],
      ['eve', 'graded', 6],
    ]);
    expect(report.submissions[3]?.exercises[0]).toMatchObject({ code: 'exit' });
  },
);
