import { h } from './dom.ts';

export interface OutputView {
  readonly element: HTMLElement;
  clear(): void;
  print(stream: 'stdout' | 'stderr', text: string): void;
}

/** What the learner's code printed, in its order. Not to be seen until something is. */
export function openOutput(): OutputView {
  const lines = h('pre', { tabindex: 0 });
  const element = h(
    'details',
    { class: 'output', open: true, hidden: true },
    h('summary', {}, 'Printed by your code'),
    lines,
  );
  return {
    element,
    clear() {
      lines.replaceChildren();
      element.hidden = true;
    },
    print(stream, text) {
      lines.append(h('span', { class: stream }, text));
      element.hidden = false;
    },
  };
}
