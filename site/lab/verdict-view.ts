import type { CheckResult } from '@keysmith/course';
import { checkToExplain } from '@keysmith/grader/report';
import type { RunOutcome, Unjudged } from '@keysmith/grader/watch';
import { h } from './dom.ts';
import { billView, failureView, preformatted, type FailureViewOptions } from './failure-view.ts';
import type { LabData } from './lab-data.ts';
import { runView } from './run-view.ts';

export interface VerdictViewOptions extends Pick<FailureViewOptions, 'onPlace' | 'onReplay' | 'chapterHref'> {
  readonly data: LabData;
}

/** The verdict as it grows: a line for each check from the start, its mark when it is known. */
export interface VerdictView {
  readonly element: HTMLElement;
  begin(): void;
  running(id: string, progress?: { readonly done: number; readonly total: number }): void;
  finished(result: CheckResult): void;
  /** Adds what the checks did to verdicts that stand; what a reader has opened stays open. */
  recorded(results: readonly CheckResult[]): void;
  /** The whole verdict, with the check explained that should be read first. */
  show(outcome: RunOutcome | { readonly status: 'stopped'; readonly results: readonly CheckResult[] }): void;
}

const MARKS: Readonly<Record<CheckResult['status'], { readonly sign: string; readonly words: string }>> = {
  pass: { sign: '✓', words: 'passed' },
  fail: { sign: '✗', words: 'failed' },
  error: { sign: '!', words: 'could not run' },
  skipped: { sign: '–', words: 'skipped' },
};

export function openVerdictView(options: VerdictViewOptions): VerdictView {
  const { data } = options;
  const element = h('div', { class: 'verdict' });
  const lines = new Map<string, HTMLElement>();

  const begin = (): void => {
    lines.clear();
    element.replaceChildren(...data.tasks.map((task, at) => taskView(task, { at, data, lines })));
  };
  const finished = (result: CheckResult): void => {
    lines.get(result.id)?.replaceWith(remember(lines, result.id, resultLine(result, options)));
  };
  const recorded = (result: CheckResult): void => {
    if (result.recording === undefined) return;
    const details = lines.get(result.id)?.querySelector('details');
    const run = shownRun(result);
    if (!details) finished(result);
    else if (run && !details.querySelector('.recorded')) details.append(run);
  };
  return {
    element,
    begin,
    finished,
    recorded: (results) => results.forEach(recorded),
    running(id, progress) {
      const state = progress === undefined ? '…' : `${progress.done} of ${progress.total} …`;
      lines.get(id)?.querySelector('.state')?.replaceChildren(state);
    },
    show(outcome) {
      begin();
      outcome.results.forEach(finished);
      if (outcome.status === 'unjudged') element.prepend(unjudgedView(outcome, options));
      const explained =
        outcome.status === 'unjudged'
          ? undefined
          : checkToExplain({ exercise: data, results: outcome.results, replayed: undefined });
      if (explained !== undefined)
        lines.get(explained.id)?.querySelector('details')?.setAttribute('open', '');
    },
  };
}

interface TaskPlace {
  readonly at: number;
  readonly data: LabData;
  readonly lines: Map<string, HTMLElement>;
}

function taskView(task: LabData['tasks'][number], { at, data, lines }: TaskPlace): HTMLElement {
  const own = data.checks.filter((check) => check.task === task.id);
  return h(
    'section',
    {},
    h('h3', {}, h('span', { class: 'number' }, String(at + 1)), ` ${task.title}`),
    h('ul', {}, ...own.map((check) => remember(lines, check.id, waitingLine(check.title)))),
  );
}

function remember(lines: Map<string, HTMLElement>, id: string, line: HTMLElement): HTMLElement {
  lines.set(id, line);
  return line;
}

function waitingLine(title: string): HTMLElement {
  return h(
    'li',
    { class: 'waiting' },
    h('p', {}, h('span', { class: 'mark' }, '·'), title, h('span', { class: 'state' })),
  );
}

function resultLine(result: CheckResult, options: VerdictViewOptions): HTMLElement {
  const { status, title, points, maxPoints, measured = [], bill = [] } = result;
  const { sign, words } = MARKS[status];
  const heading = [
    h('span', { class: 'mark', 'aria-hidden': 'true' }, sign),
    h('span', { class: 'sr-only' }, `${words}: `),
    h('span', { class: 'title' }, title),
    h('span', { class: 'points' }, `${points} of ${maxPoints}`),
  ];
  const definition = options.data.checks.find(({ id }) => id === result.id);
  const explanation =
    status === 'pass' || definition === undefined ? undefined : explain(result, definition, options);
  const details = [
    explanation,
    bill.length > 0 && billView(bill),
    measured.length > 0 && h('ul', { class: 'measured' }, ...measured.map((line) => h('li', {}, line))),
    shownRun(result),
  ].filter((part): part is HTMLElement => part !== undefined && part !== false);
  if (details.length === 0) return h('li', { class: status }, h('p', {}, ...heading));
  return h('li', { class: status }, h('details', {}, h('summary', {}, ...heading), ...details));
}

/** The very run that broke, if an instrument found it; what the check did on its first tables otherwise. */
function shownRun({ failure, recording }: CheckResult): HTMLElement | undefined {
  const replay = failure?.replay ?? recording;
  if (replay === undefined || replay.steps.length === 0) return undefined;
  const details = h('details', { class: 'recorded' }, h('summary', {}, 'Step through the run'));
  // Drawn when it is looked at: there is one for each check.
  details.addEventListener('toggle', () => details.append(runView(replay)), { once: true });
  return details;
}

function explain(
  result: CheckResult,
  definition: FailureViewOptions['definition'],
  options: VerdictViewOptions,
): HTMLElement {
  const hintHref = `#task-${result.task}`;
  return failureView(result, { ...options, definition, hintHref });
}

/** Files that do not parse, a loop without an end: said above everything else. */
function unjudgedView({ reason }: Unjudged, { onPlace }: VerdictViewOptions): HTMLElement {
  const place = /\b[a-z][a-z0-9-]*\.ts:\d+(?::\d+)?/.exec(reason)?.[0];
  return h(
    'div',
    { class: 'unjudged', role: 'alert' },
    h('p', {}, h('strong', {}, 'No verdict. ')),
    preformatted(reason),
    place !== undefined &&
      h('button', { type: 'button', class: 'place', onclick: () => onPlace(place) }, `Go to ${place}`),
  );
}
