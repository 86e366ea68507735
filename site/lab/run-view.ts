import type { Replay } from '@keysmith/course';
import { h } from './dom.ts';
import {
  collectionsAt,
  stopsOf,
  viewsOf,
  type Collection,
  type Row,
  type Stop,
  type View,
} from './run-model.ts';

const COLOURS = 6;

/**
 * A recorded run to step through: the requests on one side, the item collections of a table or index on the other, as
 * they are after the step that was chosen.
 */
export function runView(replay: Replay): HTMLElement {
  const views = viewsOf(replay);
  const stops = stopsOf(replay);
  const colours = new Map<string, number>();
  const state = { at: stops.length - 1, view: views[0] as View };
  const cards = h('div', { class: 'cards', tabindex: 0, role: 'region', 'aria-label': 'Item collections' });
  const caption = h('p', { class: 'caption', 'aria-live': 'polite' });
  const place = h('span', { class: 'place-of' });
  const list = h('ol', { class: 'stops' }, ...stops.map((stop, at) => stopLine(stop, () => go(at))));
  const buttons = {
    previous: h('button', { type: 'button', onclick: () => go(state.at - 1) }, 'Previous'),
    next: h('button', { type: 'button', onclick: () => go(state.at + 1) }, 'Next'),
  };

  const go = (to: number): void => {
    if (to < -1 || to >= stops.length) return;
    state.at = to;
    draw();
  };
  const draw = (): void => {
    const stop = stops[state.at];
    for (const [at, line] of [...list.children].entries()) {
      if (at === state.at) line.setAttribute('aria-current', 'step');
      else line.removeAttribute('aria-current');
    }
    list.children[state.at]?.scrollIntoView({ block: 'nearest' });
    buttons.previous.setAttribute('aria-disabled', String(state.at < 0));
    buttons.next.setAttribute('aria-disabled', String(state.at === stops.length - 1));
    place.textContent = `Step ${state.at + 1} of ${stops.length}`;
    caption.replaceChildren(...(stop === undefined ? ['Before the first step.'] : captionOf(stop)));
    const collections = collectionsAt(replay, state.view, stop?.number ?? 0);
    cards.replaceChildren(
      ...(collections.length > 0
        ? collections.map((collection) => cardOf(collection, state.view, colours))
        : [h('p', { class: 'empty' }, `Nothing is stored in ${state.view.name} at this point.`)]),
    );
    cards.querySelector('[data-mark]')?.scrollIntoView({ block: 'nearest' });
  };
  const onkeydown = (event: KeyboardEvent): void => {
    const to = { ArrowLeft: state.at - 1, ArrowRight: state.at + 1 }[event.key];
    if (to === undefined || event.target instanceof HTMLSelectElement) return;
    event.preventDefault();
    go(to);
  };
  const element = h(
    'div',
    { class: 'run-view', onkeydown },
    h(
      'div',
      { class: 'stepper' },
      buttons.previous,
      buttons.next,
      place,
      viewChooser(views, (view) => {
        state.view = view;
        draw();
      }),
    ),
    caption,
    h('div', { class: 'panes' }, list, cards),
  );
  draw();
  return element;
}

function viewChooser(views: readonly View[], onChoose: (view: View) => void): HTMLElement | undefined {
  if (views.length < 2) return undefined;
  const select = h('select', {}, ...views.map(({ name }) => h('option', {}, name)));
  select.addEventListener('change', () => onChoose(views[select.selectedIndex] as View));
  return h('label', {}, 'Table or index ', select);
}

function stopLine({ who, text }: Stop, onclick: () => void): HTMLElement {
  const label = [who === '' || who === 'your code' ? '' : `${who}: `, text.action].join('');
  return h(
    'li',
    {},
    h('button', { type: 'button', onclick }, label, text.units !== '' && h('small', {}, text.units)),
  );
}

function captionOf({ text }: Stop): (Node | string)[] {
  const parts = [text.reply && `→ ${text.reply}`, text.fault, ...text.changes.slice(0, 3), text.units].filter(
    Boolean,
  );
  return [h('code', {}, text.action), ` ${parts.join('; ')}`];
}

function cardOf({ partitionKey, rows }: Collection, view: View, colours: Map<string, number>): HTMLElement {
  return h(
    'table',
    {},
    h(
      'caption',
      {},
      h('span', { class: 'key-name' }, view.partitionKeys.join(', ')),
      ' ',
      h('b', {}, partitionKey),
    ),
    h('tbody', {}, ...rows.map((row) => rowView(row, { hasSortKey: view.sortKeys.length > 0, colours }))),
  );
}

interface RowLook {
  readonly hasSortKey: boolean;
  readonly colours: Map<string, number>;
}

function rowView({ sortKey, kind, attributes, mark }: Row, { hasSortKey, colours }: RowLook): HTMLElement {
  const colour = colours.get(kind) ?? (colours.size % COLOURS) + 1;
  colours.set(kind, colour);
  return h(
    'tr',
    { 'data-mark': mark },
    hasSortKey && h('th', { scope: 'row' }, sortKey),
    h(
      'td',
      {},
      mark !== undefined && h('span', { class: 'row-mark' }, mark),
      h('span', { class: `entity entity-${colour}` }, kind),
      ...attributes.map(({ name, text }) =>
        h('span', { class: 'attribute' }, h('span', { class: 'key-name' }, name), ` ${text} `),
      ),
    ),
  );
}
