import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { editorTheme } from './editor-theme.ts';

export interface EditorOptions {
  /** Where it is mounted. */
  readonly parent: Element;
  readonly onChange: (name: string, text: string) => void;
  /** Control or Command with Enter. */
  readonly onRun: () => void;
}

/** One editor for several files; each keeps its own history and selection. */
export interface Editor {
  /** Shows a file. Its text is taken when it is shown for the first time. */
  show(name: string, text: string, options?: { readonly isReadOnly?: boolean }): void;
  /** Replaces the text of a file, as a change that can be undone. */
  replace(name: string, text: string): void;
  /** Puts the cursor at a line (from 1) and column (from 1) of the file that is shown. */
  goTo(line: number, column: number): void;
  focus(): void;
}

/**
 * Opens an editor in a shadow root: there CodeMirror brings its styles as sheets, which a strict content security policy
 * lets pass, where it would refuse a style element.
 */
export function openEditor({ parent, onChange, onRun }: EditorOptions): Editor {
  const root = parent.attachShadow({ mode: 'open' });
  const states = new Map<string, EditorState>();
  let shown: string | undefined;
  let isReplacing = false;

  const view = new EditorView({
    root,
    parent: root,
    dispatchTransactions(transactions, self) {
      self.update(transactions);
      if (shown === undefined || isReplacing) return;
      if (transactions.some(({ docChanged }) => docChanged)) onChange(shown, self.state.doc.toString());
    },
  });
  const common = extensionsOf(onRun);

  return {
    show(name, text, { isReadOnly = false } = {}) {
      if (shown !== undefined) states.set(shown, view.state);
      shown = name;
      view.setState(
        states.get(name) ??
          EditorState.create({ doc: text, extensions: [common, namedAs(name, isReadOnly)] }),
      );
    },
    replace(name, text) {
      const state = shown === name ? view.state : states.get(name);
      if (state === undefined || state.doc.toString() === text) return;
      const changes = { from: 0, to: state.doc.length, insert: text };
      if (shown !== name) return void states.set(name, state.update({ changes }).state);
      isReplacing = true;
      view.dispatch({ changes });
      isReplacing = false;
    },
    goTo(line, column) {
      const { doc } = view.state;
      const place = doc.line(Math.min(Math.max(line, 1), doc.lines));
      const anchor = Math.min(place.from + column - 1, place.to);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
    focus: () => view.focus(),
  };
}

function extensionsOf(onRun: () => void): Extension {
  const run = (): boolean => {
    onRun();
    return true;
  };
  return [
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightActiveLine(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    javascript({ typescript: true }),
    EditorState.tabSize.of(2),
    // Tab indents; Escape before it lets it leave the editor, as CodeMirror has it.
    keymap.of([
      { key: 'Mod-Enter', run },
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      indentWithTab,
    ]),
    editorTheme,
  ];
}

function namedAs(name: string, isReadOnly: boolean): Extension {
  const label = isReadOnly ? `${name}, to be read only.` : `${name}. Escape, then Tab, leaves the editor.`;
  return [
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    EditorState.readOnly.of(isReadOnly),
  ];
}
