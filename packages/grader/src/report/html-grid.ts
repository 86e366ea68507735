import type { ExerciseSummary, GradedExercise, SubmissionSummary } from '@keysmith/course';
import { escape } from './escape.ts';
import { folderOf } from './file-name.ts';

export interface Grid {
  readonly exercises: readonly GradedExercise[];
  readonly submissions: readonly SubmissionSummary[];
}

const CELLS = {
  pass: '<td class="p">✓</td>',
  fail: '<td class="f">✗</td>',
  error: '<td class="f">!</td>',
  skipped: '<td class="s">–</td>',
} as const;

/** Learners down, checks across. Heads stay in sight; a head leads to its check, a learner's name to the learner's page. */
export function gridHtml({ exercises, submissions }: Grid): string {
  const groups = exercises.map(
    ({ title, maxScore, checks }) =>
      `<th scope="colgroup" colspan="${checks.length + 1}">${escape(title)} <small>of ${maxScore}</small></th>`,
  );
  const heads = exercises.map(({ exercise, checks }, at) => [
    '<th scope="col">points</th>',
    ...checks.map(
      ({ id, title }, index) =>
        `<th scope="col" class="c"><a href="index.html#${exercise}-${id}" title="${escape(title)}">${at + 1}.${index + 1}</a></th>`,
    ),
  ]);
  return `<div class="scroll grid" tabindex="0" role="region" aria-label="Learners and checks"><table>
<caption>✓ passed, ✗ failed, ! could not run, – not run</caption>
<thead><tr><th scope="col" rowspan="2">Learner</th><th scope="col" rowspan="2">Points</th>${groups.join('')}</tr>
<tr>${heads.flat().join('')}</tr></thead>
<tbody>
${submissions.map((submission) => rowHtml(submission, exercises)).join('\n')}
</tbody>
</table></div>`;
}

/** Address of a learner's page from the class's. */
export function pageOf(learner: string): string {
  return `submissions/${folderOf(learner)}/index.html`;
}

function rowHtml(submission: SubmissionSummary, exercises: readonly GradedExercise[]): string {
  const { learner, student, score, openPoints, exercises: own } = submission;
  const link = `<a href="${pageOf(learner)}"><bdi>${escape(student?.name ?? learner)}</bdi></a>`;
  const open = openPoints > 0 ? ` <small>+${openPoints} open</small>` : '';
  const cells = exercises.map((exercise) => {
    const grade = own.find((one) => one.exercise === exercise.exercise);
    return grade ? gradeCells(grade, exercise) : `<td colspan="${exercise.checks.length + 1}"></td>`;
  });
  return `<tr><th scope="row">${link}</th><td>${score}${open}</td>${cells.join('')}</tr>`;
}

function gradeCells(grade: ExerciseSummary, { checks }: GradedExercise): string {
  const span = checks.length + 1;
  switch (grade.status) {
    case 'graded':
      return `<td class="number">${grade.score}</td>${checks.map(({ id }) => CELLS[grade.checks[id] ?? 'skipped']).join('')}`;
    case 'missing':
      return `<td colspan="${span}" class="s">missing</td>`;
    case 'ungradable':
      return `<td colspan="${span}" class="f">could not be graded: ${escape(grade.code)}</td>`;
    case 'unstable':
      return `<td colspan="${span}" class="f">unstable</td>`;
  }
}
