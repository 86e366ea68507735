import type { GradeReport } from '@keysmith/course';
import { plural } from './marks.ts';

/** "30 submissions: 41 exercises graded, 2 unstable, 4 could not be graded, 15 missing", and what decided the marks. */
export function summaryOf({ submissions, times, course, seeds, isolation, shard }: GradeReport): string {
  const all = submissions.flatMap(({ exercises }) => exercises);
  const count = (status: string) => all.filter((one) => one.status === status).length;
  const unstable = count('unstable') > 0 ? `${count('unstable')} unstable, ` : '';
  const hidden = seeds.hidden === undefined ? 'no hidden seed (--seed)' : `hidden seed ${seeds.hidden}`;
  const part = shard ? `, part ${shard.index}/${shard.count}` : '';
  return (
    `${plural(submissions.length, 'submission')}: ${plural(count('graded'), 'exercise')} graded, ${unstable}` +
    `${count('ungradable')} could not be graded, ${count('missing')} missing (${(times.milliseconds / 1000).toFixed(1)} s)\n` +
    `Course ${course}, practice seed ${seeds.visible}, ${hidden}, isolation ${isolation.kind}${part}`
  );
}

/** A line for each missing exercise for which something else is there: nothing is missing without a word. */
export function missingLines({ submissions }: GradeReport): string[] {
  return submissions.flatMap(({ learner, exercises }) =>
    exercises.flatMap((one) =>
      one.status === 'missing' && one.found.length > 0
        ? [
            `${learner}: ${one.exercise} is missing, and ${one.found.join(', ')} is there. ` +
              `If it is meant, rename the folder to ${one.exercise} and grade again.`,
          ]
        : [],
    ),
  );
}
