import type { CheckResult, Failure } from '@keysmith/course';
import { escape } from './escape.ts';
import { figureHtml } from './html-figure.ts';
import { itemsHtml } from './html-items.ts';
import { timelineHtml } from './html-timeline.ts';
import { requestLines } from './text.ts';

/** Where the chapters of the course can be read. */
export interface ChapterPages {
  /** Address of the site's first page, with a slash at its end. */
  readonly site: string;
  readonly chapters: readonly { readonly slug: string; readonly title: string }[];
}

/** A check that did not pass, in full: what was tried, what happened step by step, why that may be, where to read on. */
export function failureHtml({ failure, reason, title }: CheckResult, pages: ChapterPages): string {
  return [
    definitions([
      ['expected', escape(failure?.expected ?? title)],
      ['tried', escape(failure?.tried ?? '')],
      ['happened', escape(failure?.happened ?? '')],
      ['at', escape(failure?.place ?? '')],
      ['reason', escape(reason ?? '')],
    ]),
    ...(failure ? evidenceOf(failure) : []),
    failure
      ? definitions([
          ['why', escape(failure.why ?? '')],
          ['chapter', chapterLink(failure.chapter, pages)],
          ['repeat', failure.token ? `<code>--replay ${escape(failure.token)}</code>` : ''],
        ])
      : '',
  ]
    .filter(Boolean)
    .join('\n');
}

/** Pairs whose second part is HTML; empty ones are left out. */
function definitions(pairs: readonly (readonly [string, string])[]): string {
  const told = pairs.filter(([, text]) => text !== '');
  if (told.length === 0) return '';
  return `<dl>${told.map(([term, text]) => `<div><dt>${term}</dt><dd>${text}</dd></div>`).join('')}</dl>`;
}

function evidenceOf({ evidence, figure, replay, timeline, requests }: Failure): string[] {
  return [
    preformatted(evidence),
    figure ? figureHtml(figure) : '',
    ...(replay
      ? [timelineHtml(replay), itemsHtml(replay)]
      : [preformatted(timeline ?? requestLines(requests).join('\n'))]),
  ];
}

function preformatted(text: string): string {
  return text.trim() === '' ? '' : `<pre tabindex="0">${escape(text.trimEnd())}</pre>`;
}

/** Instruments name chapters that may not be written yet; those are left out. */
function chapterLink(slug: string | undefined, { site, chapters }: ChapterPages): string {
  const chapter = chapters.find((one) => one.slug === slug);
  return chapter
    ? `<a href="${escape(`${site}chapters/${chapter.slug}/`)}" rel="noreferrer">${escape(chapter.title)}</a>`
    : '';
}
