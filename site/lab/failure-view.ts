import type { BillLine, CheckDefinition, CheckResult, Failure } from '@keysmith/course';
import { requestLines } from '@keysmith/grader/report';
import { h } from './dom.ts';

export interface FailureViewOptions {
  readonly definition: CheckDefinition;
  /** Address of the hint that leads on. */
  readonly hintHref: string;
  /** Address of a chapter, or undefined while it is not written. */
  readonly chapterHref: (slug: string) => string | undefined;
  /** Goes to a place in the learner's files: "access.ts:14:9". */
  readonly onPlace: (place: string) => void;
  /** Makes the very run again. */
  readonly onReplay: (token: string) => void;
}

/** A check that did not pass, in full: the same fields in the same order as the command prints them. */
export function failureView(result: CheckResult, options: FailureViewOptions): HTMLElement {
  const { definition, hintHref } = options;
  const { failure, reason, status, title } = result;
  return h(
    'dl',
    { class: 'failure' },
    ...row('asked', definition.asks),
    ...row('expected', failure?.expected ?? title),
    ...(failure ? reportRows(failure, options) : []),
    ...row('reason', reason),
    ...(status === 'fail'
      ? row('help', h('a', { href: hintHref }, `hint ${definition.hint} of this task`))
      : []),
  );
}

function reportRows(failure: Failure, { onPlace, onReplay, chapterHref }: FailureViewOptions): Node[] {
  const { happened, place, evidence, timeline, tried, why, token, figure, chapter } = failure;
  const reading = chapter === undefined ? undefined : chapterHref(chapter);
  return [
    ...row('tried', tried),
    ...row('happened', happened),
    ...row(
      'at',
      place && h('button', { type: 'button', class: 'place', onclick: () => onPlace(place) }, place),
    ),
    ...wideRow('evidence', preformatted(evidence)),
    ...wideRow('picture', figure && pictureOf(figure)),
    // A timeline has every request in its place.
    ...(timeline === undefined ? requestRows(failure) : wideRow('step by step', preformatted(timeline))),
    ...row('why', why),
    ...row('read', reading && h('a', { href: reading }, 'the chapter that explains it')),
    ...row(
      'repeat',
      token &&
        h(
          'button',
          { type: 'button', class: 'replay', onclick: () => onReplay(token) },
          'Make this very run again',
        ),
    ),
  ];
}

function requestRows({ requests }: Failure): Node[] {
  const count = requests.length === 0 ? 'the call made none' : `the call made ${requests.length}`;
  return [
    ...row('requests', count),
    ...wideRow('each of them', preformatted(requestLines(requests).join('\n'), 'requests')),
  ];
}

/** An SVG from a run is shown as an image, where no script in it can ever run. */
function pictureOf({ svg, text }: NonNullable<Failure['figure']>): HTMLElement {
  const src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  return h('img', { src, alt: text === '' ? 'The curve of the figures below.' : text });
}

function row(term: string, value: Node | string | undefined): Node[] {
  return value === undefined || value === '' ? [] : [h('dt', {}, term), h('dd', {}, value)];
}

function wideRow(term: string, value: Node | undefined): Node[] {
  return value === undefined ? [] : [h('dt', { class: 'wide' }, term), h('dd', { class: 'wide' }, value)];
}

/** Wider than the column it scrolls, and the keyboard must reach it to do so. */
export function preformatted(text: string, name?: string): HTMLElement | undefined {
  return text.trim() === '' ? undefined : h('pre', { tabindex: 0, class: name }, text.trimEnd());
}

const AMOUNTS = [
  ['requests', 'requests'],
  ['readUnits', 'read units'],
  ['writeUnits', 'write units'],
  ['bytes', 'bytes'],
] as const;

/** What each access pattern cost, beside what it may cost. */
export function billView(bill: readonly BillLine[]): HTMLElement {
  const heading = ['access pattern', ...AMOUNTS.map(([, name]) => name)];
  return h(
    'table',
    { class: 'bill' },
    h('caption', {}, 'What it cost, and what it may cost'),
    h('thead', {}, h('tr', {}, ...heading.map((text) => h('th', { scope: 'col' }, text)))),
    h(
      'tbody',
      {},
      ...bill.map((line) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, line.pattern),
          ...AMOUNTS.map(([amount]) => {
            const most = line.budget?.[amount];
            const isOver = most !== undefined && line[amount] > most;
            return h(
              'td',
              { class: isOver && 'over' },
              most === undefined ? `${line[amount]}` : `${line[amount]} of ${most}`,
            );
          }),
        ),
      ),
    ),
  );
}
