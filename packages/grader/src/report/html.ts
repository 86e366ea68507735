import type { CheckResult, ExerciseGrade, GradeReport, SubmissionGrade } from '@keysmith/course';
import { escape } from './escape.ts';
import { billHtml } from './html-bill.ts';
import { failureHtml, type ChapterPages } from './html-failure.ts';
import { STYLE } from './html-style.ts';

/** What a page of grades may link to. */
export type GradeHtmlOptions = Partial<ChapterPages>;

/** Where `npm start` serves the course. */
const SITE = 'http://127.0.0.1:4321/';

/**
 * A report as one page: no scripts, nothing fetched, light and dark by the reader's setting. Everything that a learner
 * can influence (names, messages, what was thrown) is escaped, and the page's policy would refuse a script anyway.
 * Pictures are images inside the page. Chapters are links where the course has them.
 */
export function gradeHtml(
  report: GradeReport,
  { site = SITE, chapters = [] }: GradeHtmlOptions = {},
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="color-scheme" content="light dark">
<title>Grades</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Grades</h1>
${summary(report)}
${warning(report)}
${table(report, { site, chapters })}
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

function table({ exercises, submissions }: GradeReport, pages: ChapterPages): string {
  const heads = exercises.map(
    ({ title, maxScore }) => `<th scope="col">${escape(title)} <small>of ${maxScore}</small></th>`,
  );
  return `<div class="scroll" tabindex="0" role="region" aria-label="Grades by learner and exercise">
<table>
<caption>Score of each learner in each exercise. A score opens to its checks.</caption>
<thead><tr><th scope="col">Learner</th><th scope="col">Score</th>${heads.join('')}</tr></thead>
<tbody>
${submissions.map((submission) => row(submission, pages)).join('\n')}
</tbody>
</table>
</div>`;
}

function row({ learner, score, maxScore, exercises }: SubmissionGrade, pages: ChapterPages): string {
  const cells = exercises.map((grade) => `<td>${cell(grade, pages)}</td>`);
  return `<tr><th scope="row"><bdi>${escape(learner)}</bdi></th><td>${score} of ${maxScore}${openPoints(exercises)}</td>${cells.join('')}</tr>`;
}

/** A sum that lacks exercises which could not be graded is no zero for them, and says so. */
function openPoints(exercises: readonly ExerciseGrade[]): string {
  const open = exercises.filter(({ status }) => status === 'ungradable');
  const points = open.reduce((sum, { maxScore }) => sum + maxScore, 0);
  return open.length === 0 ? '' : `, <small>${points} not graded</small>`;
}

function cell(grade: ExerciseGrade, pages: ChapterPages): string {
  switch (grade.status) {
    case 'missing':
      return 'missing';
    case 'ungradable':
      return `<details class="ungradable"><summary>could not be graded</summary><p>${escape(grade.reason)}</p></details>`;
    case 'graded':
      return `<details><summary>${grade.score} of ${grade.maxScore}</summary><ul>${grade.checks.map((result) => check(result, pages)).join('')}</ul></details>`;
  }
}

const MARKS = { pass: '✓', fail: '✗', error: '!', skipped: '–' } as const;

function check(result: CheckResult, pages: ChapterPages): string {
  const { status, title, points, maxPoints, reason } = result;
  const head = `<span class="${status}">${MARKS[status]} ${status}</span> ${escape(title)} (${points} of ${maxPoints})`;
  if (status === 'skipped') return `<li>${head}: ${escape(reason ?? '')}</li>`;
  const parts = [...(status === 'pass' ? [] : [failureHtml(result, pages)]), ...measurements(result)];
  if (parts.length === 0) return `<li>${head}</li>`;
  return `<li><details><summary>${head}</summary>${parts.join('\n')}</details></li>`;
}

/** What instruments did and measured, which a pass tells too. */
function measurements({ measured = [], bill = [] }: CheckResult): string[] {
  const lines = measured.map((line) => `<li>${escape(line)}</li>`).join('');
  return [
    ...(measured.length > 0 ? [`<ul class="measured">${lines}</ul>`] : []),
    ...(bill.length > 0 ? [billHtml(bill)] : []),
  ];
}
