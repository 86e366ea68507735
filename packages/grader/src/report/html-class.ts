import type { GradedExercise, GradeReport, SubmissionSummary } from '@keysmith/course';
import { escape } from './escape.ts';
import { figureHtml } from './html-figure.ts';
import { gridHtml, pageOf } from './html-grid.ts';
import { pageHtml } from './html-page.ts';
import { isolationHtml, runHtml } from './html-run.ts';
import { scoreHistogram } from './score-histogram.ts';
import type { CheckTally, Tally } from './tally.ts';

/** Learners on one page of the grid: a page of four exercises stays below 200 KB. */
const LEARNERS_MAX = 100;

export interface ClassPage {
  /** "index.html", "learners-2.html". */
  readonly path: string;
  readonly content: string;
}

/** The instructor's pages: what the class came to, and the grid of learners and checks, so many learners a page. */
export function classHtml(report: GradeReport, tally: Tally): ClassPage[] {
  const { exercises, submissions } = report;
  const parts = chunks(submissions);
  const grid = (at: number): string =>
    gridHtml({ exercises, submissions: parts[at] ?? [] }) + pagesHtml(parts, at);
  const body = [
    summaryHtml(report),
    isolationHtml(report),
    openHtml(report),
    absentHtml(report),
    '<h2>Learners and checks</h2>',
    grid(0),
    '<h2>How the points are spread</h2>',
    spreadHtml(report),
    '<h2>What fails most</h2>',
    failingHtml(report, tally),
    ...exercises.map((exercise, at) => checksHtml(exercise, at, tally)),
    '<h2>How this was graded</h2>',
    runHtml(report),
  ];
  const others = parts.slice(1).map((_part, at) => ({
    path: pathOf(at + 1),
    content: pageHtml({
      title: `Grades, page ${at + 2} of ${parts.length}`,
      body: grid(at + 1),
      up: { address: 'index.html', name: 'the class' },
    }),
  }));
  const index = pageHtml({ title: 'Grades', body: body.filter(Boolean).join('\n') });
  return [{ path: pathOf(0), content: index }, ...others];
}

function pathOf(at: number): string {
  return at === 0 ? 'index.html' : `learners-${at + 1}.html`;
}

function chunks(submissions: readonly SubmissionSummary[]): SubmissionSummary[][] {
  const count = Math.max(1, Math.ceil(submissions.length / LEARNERS_MAX));
  return Array.from({ length: count }, (_, at) =>
    submissions.slice(at * LEARNERS_MAX, (at + 1) * LEARNERS_MAX),
  );
}

function pagesHtml(parts: readonly (readonly SubmissionSummary[])[], here: number): string {
  if (parts.length === 1) return '';
  const links = parts.map((part, at) => {
    const [first, last] = [part[0], part.at(-1)].map((one) => one?.student?.name ?? one?.learner ?? '');
    const text = `<bdi>${escape(first ?? '')}</bdi> to <bdi>${escape(last ?? '')}</bdi>`;
    return at === here
      ? `<li aria-current="page">${text}</li>`
      : `<li><a href="${pathOf(at)}">${text}</a></li>`;
  });
  return `<nav aria-label="Pages of learners"><ul>${links.join('')}</ul></nav>`;
}

function summaryHtml({ submissions, exercises }: GradeReport): string {
  const all = submissions.flatMap((submission) => submission.exercises);
  const count = (status: string): number => all.filter((grade) => grade.status === status).length;
  const pairs: [string, number][] = [
    ['submissions', submissions.length],
    ['exercises each', exercises.length],
    ['graded', count('graded')],
    ['missing', count('missing')],
    ['could not be graded', count('ungradable')],
    ['unstable', count('unstable')],
  ];
  return `<dl class="marks">${pairs.map(([term, number]) => `<div><dt>${term}</dt><dd>${number}</dd></div>`).join('')}</dl>`;
}

/** What an instructor must decide, with the reason. */
function openHtml({ submissions }: GradeReport): string {
  const open = submissions.flatMap(({ learner, student, exercises }) =>
    exercises.flatMap((grade) => {
      if (grade.status !== 'ungradable' && grade.status !== 'unstable') return [];
      const why =
        grade.status === 'ungradable' ? grade.reason : `two runs disagreed on ${grade.unstable.join(', ')}`;
      const link = `<a href="${pageOf(learner)}#${grade.exercise}"><bdi>${escape(student?.name ?? learner)}</bdi></a>`;
      return [`<li class="message">${link}, ${grade.exercise}: ${escape(why)}</li>`];
    }),
  );
  if (open.length === 0) return '';
  const list = `<ul>${open.join('')}</ul>`;
  const body = open.length <= 10 ? list : `<details><summary>All ${open.length}</summary>${list}</details>`;
  return `<h2>For you to decide <small>${open.length} without a mark, which is no zero</small></h2>\n${body}`;
}

function absentHtml({ absent }: GradeReport): string {
  if (absent.length === 0) return '';
  const names = absent.map(
    ({ id, name }) => `<li><bdi>${escape(name)}</bdi> <small>${escape(id)}</small></li>`,
  );
  return `<h2>Nothing handed in <small>${absent.length} on the roster</small></h2>\n<ul>${names.join('')}</ul>`;
}

function spreadHtml({ exercises, submissions }: GradeReport): string {
  const final = submissions.filter(({ openPoints }) => openPoints === 0);
  const whole = {
    title: 'All exercises',
    maxScore: exercises.reduce((sum, { maxScore }) => sum + maxScore, 0),
    scores: final.map(({ score }) => score),
  };
  const each = exercises.map(({ exercise, title, maxScore }) => ({
    title,
    maxScore,
    scores: submissions.flatMap(({ exercises: own }) =>
      own.flatMap((grade) => (grade.exercise === exercise && grade.status === 'graded' ? [grade.score] : [])),
    ),
  }));
  const pictures = [...(exercises.length > 1 ? [whole] : []), ...each].map(scoreHistogram);
  return `<p>Counted are ${exercises.length > 1 ? 'submissions without open points, and in each exercise ' : ''}the submissions that were graded.</p>
<div class="pictures">${pictures.map(figureHtml).join('')}</div>`;
}

const FAILING_MAX = 10;

function failingHtml({ exercises }: GradeReport, tally: Tally): string {
  const failing = tally
    .checks()
    .filter(({ fail }) => fail > 0)
    .sort((a, b) => b.fail - a.fail)
    .slice(0, FAILING_MAX);
  if (failing.length === 0) return '<p>No check failed.</p>';
  const rows = failing.map((one) => {
    const title = exercises.find(({ exercise }) => exercise === one.exercise)?.title ?? '';
    const link = `<a href="#${one.exercise}-${one.check}">${escape(one.title)}</a>`;
    return `<tr><th scope="row">${link}</th><td>${escape(title)}</td><td class="number">${one.fail}</td><td class="number">${one.hiddenOnly}</td><td class="number">${judgedOf(one)}</td></tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="Checks that fail most"><table>
<caption>The checks that most submissions fail</caption>
<thead><tr><th scope="col">Check</th><th scope="col">Exercise</th><th scope="col">Fail</th><th scope="col">of these with hidden data only</th><th scope="col">Judged</th></tr></thead>
<tbody>${rows.join('\n')}</tbody>
</table></div>`;
}

function judgedOf({ pass, fail, error, skipped }: CheckTally): number {
  return pass + fail + error + skipped;
}

function checksHtml({ exercise, title }: GradedExercise, at: number, tally: Tally): string {
  const own = tally.checks().filter((one) => one.exercise === exercise);
  return `<h2>${escape(title)}: what the messages say</h2>
${own.map((one, index) => checkHtml(one, `${at + 1}.${index + 1}`)).join('\n')}`;
}

function checkHtml(tally: CheckTally, number: string): string {
  const { exercise, check, title, pass, fail, error, skipped, messages } = tally;
  const counts = [
    `${pass} passed`,
    `${fail} failed`,
    `${skipped} not run`,
    ...(error > 0 ? [`${error} could not run`] : []),
  ];
  const groups = [...messages.values()].sort((a, b) => b.count - a.count);
  const list = groups.map(
    (group) =>
      `<li class="message"><strong>${group.count} ×</strong> ${escape(group.example)} <small>${learnersHtml(group)}</small></li>`,
  );
  const body = list.length === 0 ? '' : `<ul>${list.join('')}</ul>`;
  return `<section class="check" id="${exercise}-${check}"><h3>${number} ${escape(title)} <small>${counts.join(', ')}</small></h3>${body}</section>`;
}

function learnersHtml({
  learners,
  count,
}: {
  readonly learners: readonly string[];
  readonly count: number;
}): string {
  const links = learners.map((learner) => `<a href="${pageOf(learner)}"><bdi>${escape(learner)}</bdi></a>`);
  const more = count > learners.length ? ` and ${count - learners.length} more` : '';
  return `${links.join(', ')}${more}`;
}
