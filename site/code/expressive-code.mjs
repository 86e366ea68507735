import { plainWords } from './plain-words.mjs';
import { programBlocks } from './program-blocks.mjs';

/** How code looks: themes that pass contrast 4.5:1 in every token, and no colours, shadows or fonts of their own. */
export default {
  themes: ['github-dark-default', 'github-light-default'],
  plugins: [programBlocks(), plainWords()],
  defaultProps: { wrap: false, overridesByLang: { sql: { wrap: true } } },
  styleOverrides: {
    borderRadius: '4px',
    borderColor: 'var(--ks-line)',
    codeFontFamily: 'var(--__sl-font-mono)',
    codeBackground: 'var(--ks-code)',
    codeFontSize: '0.8125rem',
    // Whole pixels: browsers lay lines out in parts of a pixel, and what a hundred of them add up to could not be told before.
    codeLineHeight: '1.3125rem',
    uiFontFamily: 'var(--__sl-font-mono)',
    uiFontSize: '0.8125rem',
    uiLineHeight: '1.3125rem',
    frames: {
      editorActiveTabBackground: 'var(--ks-raised)',
      editorActiveTabBorderColor: 'transparent',
      editorActiveTabIndicatorTopColor: 'transparent',
      editorActiveTabIndicatorBottomColor: 'transparent',
      editorTabBarBackground: 'var(--ks-raised)',
      editorTabBarBorderColor: 'var(--ks-line)',
      editorTabBarBorderBottomColor: 'var(--ks-line)',
      frameBoxShadowCssValue: 'none',
      terminalBackground: 'var(--ks-code)',
    },
    textMarkers: { backgroundOpacity: '22%', borderOpacity: '45%' },
  },
};
