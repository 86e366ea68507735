// A process of its own: node --max-old-space-size=<MB> memory-child.ts <root> <from> <out>. Grades a class with a runner
// that costs nothing and whose failures weigh as much as recordings do. Prints the count of submissions.
import { loadCourse } from '@keysmith/course';
import { gradeToy, stubRunner } from './stub.ts';

const [root = '', from = '', out = '', failureBytes = '0'] = process.argv.slice(2);
const course = await loadCourse(root);
const [exercise] = course.exercises;
if (exercise === undefined) throw new Error('the toy has an exercise');
const report = await gradeToy(
  { course },
  {
    from,
    out,
    exercises: [exercise],
    jobs: 4,
    openRunner: () => stubRunner({ failureBytes: Number(failureBytes), keepsRuns: false }),
  },
);
process.stdout.write(String(report.submissions.length));
