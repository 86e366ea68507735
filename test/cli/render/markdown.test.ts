import { expect, it } from 'vitest';
import { renderMarkdown } from '../../../packages/cli/src/render/markdown.ts';
import { plainTerminal, recordTerminal } from '../terminal/recorder.ts';

it('wraps paragraphs and lists, and keeps code as it is', () => {
  const text = `Which of your prefixes is
the beginning of another one? See [the chapter](/chapters/one-to-many/).

- \`begins_with(sk, "M")\` is true for more than one kind, and that is longer than one line
  of this terminal
- another

\`\`\`ts
const a = 1;

const b = 2;
\`\`\`

The end.`;
  expect(renderMarkdown(text, plainTerminal()))
    .toBe(`Which of your prefixes is the beginning of another one? See the chapter
(/chapters/one-to-many/).

- \`begins_with(sk, "M")\` is true for more than one kind, and that is longer than
  one line of this terminal
- another

    const a = 1;

    const b = 2;

The end.`);
});

it('shows code spans by colour where there is any', () => {
  const { terminal } = recordTerminal({ isTTY: true });
  expect(renderMarkdown('Use `Limit` **here**.', terminal)).toBe(
    `Use ${terminal.colours.cyan('Limit')} ${terminal.colours.bold('here')}.`,
  );
});
