import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The editor in the site's own colours, by the same variables as the page, so that it follows light and dark. */
export const editorTheme = [
  EditorView.theme({
    '&': {
      backgroundColor: 'var(--ks-code)',
      color: 'var(--sl-color-white)',
      fontSize: '0.875rem',
      height: '100%',
    },
    '&.cm-focused': { outline: '2px solid var(--sl-color-accent)', outlineOffset: '-2px' },
    '.cm-scroller': { fontFamily: 'var(--sl-font-mono), monospace', lineHeight: '1.6' },
    '.cm-content': { caretColor: 'var(--sl-color-white)', paddingBlock: '0.75rem' },
    '.cm-gutters': {
      backgroundColor: 'var(--ks-code)',
      border: 'none',
      color: 'var(--sl-color-gray-3)',
      paddingInlineEnd: '0.25rem',
    },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--ks-raised)' },
    '.cm-cursor': { borderLeftColor: 'var(--sl-color-white)', borderLeftWidth: '2px' },
    '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
      backgroundColor: 'var(--ks-selection)',
    },
    '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
      backgroundColor: 'transparent',
      outline: '1px solid var(--sl-color-gray-3)',
    },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--ks-syntax-keyword)' },
      { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--ks-syntax-string)' },
      { tag: [tags.number, tags.bool, tags.null], color: 'var(--ks-syntax-number)' },
      { tag: [tags.comment], color: 'var(--sl-color-gray-3)', fontStyle: 'italic' },
      { tag: [tags.typeName, tags.className], color: 'var(--ks-syntax-type)' },
      {
        tag: [tags.function(tags.variableName), tags.function(tags.propertyName)],
        color: 'var(--ks-syntax-function)',
      },
    ]),
  ),
];
