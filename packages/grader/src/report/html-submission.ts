import type { ExerciseGrade, GradedCheck, LimitHit, Student, SubmissionGrade } from '@keysmith/course';
import { escape } from './escape.ts';
import { billHtml } from './html-bill.ts';
import { failureHtml, type ChapterPages } from './html-failure.ts';
import { pageHtml } from './html-page.ts';
import { isolationHtml, runHtml } from './html-run.ts';

export interface SubmissionPageOptions extends ChapterPages {
  /** Titles of the exercises by slug. */
  readonly titles: ReadonlyMap<string, string>;
  /** Address of the class's page. */
  readonly up: string;
}

/**
 * The page of one learner, for the instructor: every mark, and of every check that did not pass the requests, the run
 * step by step and the table. It prints the hidden seed, so it is not for the learner's eyes before the marks are final.
 */
export function submissionHtml(grade: SubmissionGrade, options: SubmissionPageOptions): string {
  const { learner, student, exercises } = grade;
  const body = [
    whoHtml(learner, student),
    marksHtml(grade),
    isolationHtml(grade),
    ...exercises.map((exercise) => exerciseHtml(exercise, options)),
    '<h2>How this was graded</h2>',
    runHtml(grade),
  ];
  return pageHtml({
    title: student?.name ?? learner,
    body: body.filter(Boolean).join('\n'),
    up: { address: options.up, name: 'the class' },
  });
}

function whoHtml(learner: string, student: Student | undefined): string {
  const whose = student ? [student.id, student.email ?? ''].filter(Boolean) : [];
  const told = [
    `Submission <bdi>${escape(learner)}</bdi>`,
    ...whose.map((text) => `<bdi>${escape(text)}</bdi>`),
  ];
  return `<p class="dim">${told.join(', ')}</p>`;
}

function marksHtml({ score, maxScore, openPoints, exercises }: SubmissionGrade): string {
  const checks = exercises.flatMap((one) => ('checks' in one ? one.checks : []));
  const count = (status: GradedCheck['status']): number =>
    checks.filter((one) => one.status === status).length;
  const pairs: [string, string][] = [
    ['points', `${score} of ${maxScore}`],
    ...(openPoints > 0 ? [['to decide by you', `${openPoints} points`] as [string, string]] : []),
    ['checks passed', String(count('pass'))],
    ['failed', String(count('fail'))],
    ['not run', String(count('skipped'))],
    ...(count('error') > 0 ? [['could not run', String(count('error'))] as [string, string]] : []),
  ];
  return `<dl class="marks">${pairs.map(([term, text]) => `<div><dt>${term}</dt><dd>${text}</dd></div>`).join('')}</dl>`;
}

function exerciseHtml(grade: ExerciseGrade, options: SubmissionPageOptions): string {
  const { exercise, maxScore } = grade;
  const title = escape(options.titles.get(exercise) ?? exercise);
  const head = (mark: string): string => `<h2 id="${exercise}">${title} <small>${mark}</small></h2>`;
  switch (grade.status) {
    case 'missing':
      return `${head(`missing, 0 of ${maxScore}`)}\n${foundHtml(grade.found)}`;
    case 'ungradable':
      return `${head(`could not be graded, ${maxScore} points open`)}
<p class="message"><strong class="fail">${escape(grade.code)}</strong>: ${escape(grade.reason)}</p>${limitsHtml(grade.limits)}`;
    case 'unstable':
      return `${head(`unstable, ${maxScore} points open`)}
<p>The same checks ran twice with the same seed and came to different verdicts, so there is no mark.</p>
<ul>${grade.unstable.map(unstableHtml).join('')}</ul>${limitsHtml(grade.limits)}
<h3>The first run</h3>
${grade.checks.map((check) => checkHtml(check, options)).join('\n')}`;
    case 'graded':
      return `${head(`${grade.score} of ${maxScore}`)}
<p>${escape(capital(grade.verdict))}.</p>${remarksHtml(grade.remarks)}${limitsHtml(grade.limits)}
${grade.tasks.map((task) => taskHtml(task, grade.checks, options)).join('\n')}`;
  }
}

type TaskGrade = Extract<ExerciseGrade, { status: 'graded' }>['tasks'][number];

function taskHtml(task: TaskGrade, checks: readonly GradedCheck[], options: SubmissionPageOptions): string {
  const own = checks.filter((check) => check.task === task.task);
  return `<h3>${escape(task.title)} <small>${task.points} of ${task.maxPoints}</small></h3>
${own.map((check) => checkHtml(check, options)).join('\n')}`;
}

const WORDS = { pass: '✓ passed', fail: '✗ failed', error: '! could not run', skipped: '– not run' } as const;

function checkHtml(check: GradedCheck, pages: ChapterPages): string {
  const { status, title, points, maxPoints } = check;
  const head = `<h4><span class="word">${WORDS[status]}</span>${escape(title)} <small>${points} of ${maxPoints}${seedsText(check)}</small></h4>`;
  return `<section class="check ${status}">${head}${bodyOf(check, pages)}</section>`;
}

function bodyOf(check: GradedCheck, pages: ChapterPages): string {
  if (check.status === 'skipped') return `<p class="message">${escape(check.reason ?? '')}</p>`;
  const measured = measurements(check);
  if (check.status !== 'pass') return [failureHtml(check, pages), measured].filter(Boolean).join('\n');
  return measured === '' ? '' : `<details><summary>What was measured</summary>${measured}</details>`;
}

/** Where the two seeds came to different verdicts. */
function seedsText({ visible, hidden }: GradedCheck): string {
  if (hidden === undefined || hidden === visible) return '';
  return `; visible: ${visible}, hidden: ${hidden}`;
}

function measurements({ measured = [], bill = [] }: GradedCheck): string {
  const lines = measured.map((line) => `<li>${escape(line)}</li>`).join('');
  return [lines === '' ? '' : `<ul>${lines}</ul>`, bill.length === 0 ? '' : billHtml(bill)].join('');
}

function foundHtml(found: readonly string[]): string {
  if (found.length === 0) return '<p>Nothing was handed in for it.</p>';
  const paths = found.map((path) => `<li><code>${escape(path)}</code></li>`).join('');
  return `<p>Its files were not found. These look as if they were meant for it:</p><ul>${paths}</ul>`;
}

function unstableHtml({
  title,
  verdicts,
  message,
}: Extract<ExerciseGrade, { status: 'unstable' }>['unstable'][number]): string {
  return `<li class="message"><strong>${escape(title)}</strong>: ${verdicts.join(', then ')}. ${escape(message)}</li>`;
}

function remarksHtml(remarks: readonly string[]): string {
  return remarks.map((remark) => `<p class="warning">${escape(remark)}</p>`).join('');
}

function limitsHtml(limits: readonly LimitHit[]): string {
  if (limits.length === 0) return '';
  const hit = limits.map(({ name, max, unit }) => `${name} (${max.toLocaleString('en')} ${unit})`);
  return `<p>Limits that it ran into: ${escape(hit.join(', '))}.</p>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
