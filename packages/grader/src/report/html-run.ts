import type { SubmissionGrade } from '@keysmith/course';
import { escape } from './escape.ts';

type Run = Pick<SubmissionGrade, 'course' | 'seeds' | 'table' | 'isolation' | 'times'>;

/** By what the marks came about, so that they can be had again. */
export function runHtml({ course, seeds, table, times }: Run): string {
  const hidden =
    seeds.hidden === undefined ? 'no hidden checks' : `hidden checks with seed ${String(seeds.hidden)}`;
  const begun = escape(times.startedAt);
  return `<p class="dim">Course ${escape(course)}, visible checks with seed ${String(seeds.visible)}, ${hidden}, table ${escape(table)}. Begun <time datetime="${begun}">${begun}</time>, ${(times.milliseconds / 1000).toFixed(1)} s.</p>`;
}

/** What the isolation lacks, which a reader of marks must know before the marks. */
export function isolationHtml({ isolation: { kind, lost } }: Run): string {
  if (kind === 'sandbox' && lost.length === 0) return '';
  const what =
    kind === 'none'
      ? 'The submitted code ran without isolation. Take these marks as practice: code that wants to cheat can.'
      : `The submitted code ran with less than the full isolation (${kind}).`;
  const list = lost.map((sentence) => `<li>${escape(sentence)}</li>`).join('');
  return `<div class="warning"><strong>${what}</strong>${list === '' ? '' : `<ul>${list}</ul>`}</div>`;
}
