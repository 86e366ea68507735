import type { BillLine, CheckResult, Replay } from '@keysmith/course';
import type { LabOutcome } from '@keysmith/page';
import { h } from '../lab/dom.ts';
import { preformatted } from '../lab/failure-view.ts';
import { runView } from '../lab/run-view.ts';
import { printCount } from '../print.ts';

export interface PlayViewOptions {
  /** Goes to a place in the program: "play.ts:14:9". */
  readonly onPlace: (place: string) => void;
}

/** What a run came to: what went wrong, if anything did, and the requests to step through. */
export interface PlayView {
  readonly element: HTMLElement;
  clear(): void;
  show(outcome: LabOutcome): void;
}

export function openPlayView(options: PlayViewOptions): PlayView {
  const element = h('div', { class: 'verdict' });
  return {
    element,
    clear: () => element.replaceChildren(),
    show(outcome) {
      const problem = problemOf(outcome);
      const [result] = outcome.results;
      element.replaceChildren(
        ...(problem === undefined ? [] : [problemView(problem, options)]),
        ...stepsView(result),
      );
    },
  };
}

/** "4 requests, 0.5 read units, 3 write units, 120 bytes came back". */
export function costOf([result]: readonly CheckResult[]): string | undefined {
  const line: BillLine | undefined = result?.bill?.[0];
  if (line === undefined) return undefined;
  const counts = [
    printCount(line.requests, 'request'),
    printCount(line.readUnits, 'read unit'),
    printCount(line.writeUnits, 'write unit'),
  ];
  return `${counts.join(', ')}; the items that came back have ${printCount(line.bytes, 'byte')}`;
}

interface Problem {
  readonly text: string;
  readonly place: string | undefined;
}

function problemOf(outcome: LabOutcome): Problem | undefined {
  if (outcome.status === 'unjudged') {
    const text = outcome.code === 'hang' ? HANG : outcome.reason;
    return { text, place: /\b[a-z][a-z0-9-]*\.ts:\d+(?::\d+)?/.exec(outcome.reason)?.[0] };
  }
  const [result] = outcome.results;
  if (result === undefined || result.status === 'pass') return undefined;
  const { failure, reason = '' } = result;
  return { text: failure?.happened ?? reason, place: failure?.place };
}

const HANG =
  'The program did not go on for 5 s, and was stopped. A loop without an end or a promise that never settles does this.';

function problemView({ text, place }: Problem, { onPlace }: PlayViewOptions): HTMLElement {
  return h(
    'div',
    { class: 'unjudged', role: 'alert' },
    preformatted(text),
    place !== undefined &&
      h('button', { type: 'button', class: 'place', onclick: () => onPlace(place) }, `Go to ${place}`),
  );
}

/** The requests with the item collections as each left them. */
function stepsView(result: CheckResult | undefined): HTMLElement[] {
  const replay: Replay | undefined = result?.recording;
  if (replay === undefined || replay.steps.every(({ kind }) => kind !== 'request')) return [];
  const shown = replay.steps.filter(({ kind }) => kind === 'request').length;
  const made = result?.bill?.[0]?.requests ?? shown;
  const left = made > shown ? ` (the first ${shown} of ${made} requests)` : '';
  return [h('section', {}, h('h2', {}, `Step by step${left}`), runView(replay))];
}
