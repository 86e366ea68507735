// A process of its own: node killed-child.ts <learner's folder> <exercise's course>. Judges code that never ends, and prints
// the path of the jail's program as soon as a jail is there.
import { loadCourse } from '@keysmith/course';
import { createRunner, prepareJail } from '@keysmith/grader';

const [learnerFolder = '', root = ''] = process.argv.slice(2);
const {
  exercises: [exercise],
} = await loadCourse(root);
if (exercise === undefined) throw new Error('the toy has an exercise');
const { plan } = await prepareJail('sandbox');
const runner = createRunner({ table: { kind: 'embedded' }, jail: plan });
await runner.run({
  exercise,
  learnerFolder,
  fallbackFolder: exercise.solutionFolder,
  seed: 1,
  stallMs: 600_000,
  onEvent: ({ type }) => {
    if (type === 'output') process.stdout.write(`${plan.program}\n`);
  },
});
