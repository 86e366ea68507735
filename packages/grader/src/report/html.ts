import type { CheckResult, ExerciseGrade, GradeReport, SubmissionGrade } from '@keysmith/course';
import { STYLE } from './html-style.ts';
import { formatFailure } from './text.ts';

/**
 * A report as one page: no scripts, nothing fetched, light and dark by the reader's setting. Everything that a learner
 * can influence (names, messages, what was thrown) is escaped, and the page's policy would refuse a script anyway.
 */
export function gradeHtml(report: GradeReport): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>Grades</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Grades</h1>
${summary(report)}
${warning(report)}
${table(report)}
</main>
</body>
</html>
`;
}

function summary({ submissions, exercises, course, seed, table: kind, times }: GradeReport): string {
  const all = submissions.flatMap((submission) => submission.exercises);
  const count = (status: ExerciseGrade['status']): number =>
    all.filter((grade) => grade.status === status).length;
  const counts = `${count('graded')} graded, ${count('ungradable')} could not be graded, ${count('missing')} missing`;
  return `<p>${submissions.length} submissions, ${exercises.length} exercises: ${counts}.</p>
<p>Course ${escape(course)}, seed ${seed}, table ${escape(kind)}, begun <time datetime="${escape(times.startedAt)}">${escape(times.startedAt)}</time>, ${times.seconds.toFixed(1)} s.</p>`;
}

function warning({ isolation }: GradeReport): string {
  if (isolation !== 'none') return '';
  return `<p class="warning"><strong>The submitted code ran without isolation</strong>, with the rights of whoever gave the command, in the same process as the checks. Take these grades as practice: code that wants to cheat can.</p>`;
}

function table({ exercises, submissions }: GradeReport): string {
  const heads = exercises.map(
    ({ title, maxScore }) => `<th scope="col">${escape(title)} <small>of ${maxScore}</small></th>`,
  );
  return `<div class="scroll" tabindex="0" role="region" aria-label="Grades by learner and exercise">
<table>
<caption>Score of each learner in each exercise. A score opens to its checks.</caption>
<thead><tr><th scope="col">Learner</th><th scope="col">Score</th>${heads.join('')}</tr></thead>
<tbody>
${submissions.map(row).join('\n')}
</tbody>
</table>
</div>`;
}

function row({ learner, score, maxScore, exercises }: SubmissionGrade): string {
  const cells = exercises.map((grade) => `<td>${cell(grade)}</td>`);
  return `<tr><th scope="row"><bdi>${escape(learner)}</bdi></th><td>${score} of ${maxScore}</td>${cells.join('')}</tr>`;
}

function cell(grade: ExerciseGrade): string {
  switch (grade.status) {
    case 'missing':
      return 'missing';
    case 'ungradable':
      return `<details class="ungradable"><summary>could not be graded</summary><p>${escape(grade.reason)}</p></details>`;
    case 'graded':
      return `<details><summary>${grade.score} of ${grade.maxScore}</summary><ul>${grade.checks.map(check).join('')}</ul></details>`;
  }
}

const MARKS = { pass: '✓', fail: '✗', error: '!', skipped: '–' } as const;

function check(result: CheckResult): string {
  const { status, title, points, maxPoints } = result;
  const head = `<span class="${status}">${MARKS[status]} ${status}</span> ${escape(title)} (${points} of ${maxPoints})`;
  if (status === 'pass') return `<li>${head}</li>`;
  if (status === 'skipped') return `<li>${head}: ${escape(result.reason ?? '')}</li>`;
  return `<li><details><summary>${head}</summary><pre tabindex="0">${escape(formatFailure(result))}</pre></details></li>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
