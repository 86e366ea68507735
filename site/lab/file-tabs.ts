import { h } from './dom.ts';

export interface FileTabsOptions {
  readonly files: readonly string[];
  /** What shows the chosen file. */
  readonly panel: HTMLElement;
  readonly onChoose: (name: string) => void;
  /** Begins the ids of tabs and panel, which no other part of the page may have; "lab" unless told. */
  readonly idPrefix?: string;
}

export interface FileTabs {
  readonly element: HTMLElement;
  choose(name: string): void;
}

/** Tabs by the pattern of the ARIA practices: one is in the tab order, arrow keys go from one to the next. */
export function openFileTabs({ files, panel, onChoose, idPrefix = 'lab' }: FileTabsOptions): FileTabs {
  panel.id = `${idPrefix}-file`;
  panel.setAttribute('role', 'tabpanel');
  const tabs = files.map((name) =>
    h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `${idPrefix}-tab-${name}`,
        'aria-controls': panel.id,
        onclick: () => choose(name),
      },
      name,
    ),
  );
  const choose = (name: string): void => {
    mark(name);
    onChoose(name);
  };
  const mark = (name: string): void => {
    for (const tab of tabs) {
      const isChosen = tab.textContent === name;
      tab.setAttribute('aria-selected', String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      if (isChosen) panel.setAttribute('aria-labelledby', tab.id);
    }
  };
  const onkeydown = (event: KeyboardEvent): void => {
    const at = tabs.findIndex((tab) => tab === event.target);
    const to = neighbour(event.key, at, tabs.length);
    if (to === undefined) return;
    event.preventDefault();
    choose(files[to] ?? '');
    tabs[to]?.focus();
  };
  mark(files[0] ?? '');
  return {
    element: h('div', { role: 'tablist', class: 'tabs', 'aria-label': 'Files', onkeydown }, ...tabs),
    choose,
  };
}

function neighbour(key: string, at: number, count: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: (at + 1) % count,
    ArrowLeft: (at + count - 1) % count,
    Home: 0,
    End: count - 1,
  };
  return moves[key];
}
