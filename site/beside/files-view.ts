import { h } from '../lab/dom.ts';
import { openEditor, type Editor } from '../lab/editor.ts';
import { openFileTabs } from '../lab/file-tabs.ts';
import type { LabData, LabFile } from '../lab/lab-data.ts';

export interface FilesView {
  readonly element: HTMLElement;
  /** Shows the files as they are now. */
  show(files: readonly LabFile[]): void;
  /** Opens the files at a place: "access.ts:14:9". */
  goTo(place: string): void;
}

/** The learner's files, to be read only: they are written in another editor. */
export function openFilesView({ starter }: Pick<LabData, 'starter'>): FilesView {
  const names = starter.map(({ name }) => name);
  const texts = new Map<string, string>();
  const host = h('div', { class: 'editor' });
  let editor: Editor | undefined;
  let chosen = names[0] ?? '';
  const choose = (name: string): void => {
    chosen = name;
    editor?.show(name, texts.get(name) ?? '', { isReadOnly: true });
  };
  const tabs = openFileTabs({ files: names, panel: host, onChoose: choose, idPrefix: 'beside' });
  // Opened when it is to be seen: it measures its lines, and hidden ones have no height.
  const opened = (): Editor => {
    element.open = true;
    if (editor !== undefined) return editor;
    editor = openEditor({ parent: host, onChange: () => undefined, onRun: () => undefined });
    choose(chosen);
    return editor;
  };
  const element = h(
    'details',
    { class: 'files', ontoggle: () => element.open && opened() },
    h('summary', {}, 'Your files, as they are on the disk'),
    tabs.element,
    host,
  );
  return {
    element,
    show(files) {
      for (const { name, text } of files) {
        texts.set(name, text);
        editor?.replace(name, text);
      }
    },
    goTo(place) {
      const [file = '', line = '1', column = '1'] = place.split(':');
      if (!names.includes(file)) return;
      const shown = opened();
      tabs.choose(file);
      shown.goTo(Number(line), Number(column));
    },
  };
}
