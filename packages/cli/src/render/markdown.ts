import type { Terminal } from '../terminal/terminal.ts';
import { prefixLines, wrap } from '../terminal/wrap.ts';

/** Markdown's text for a terminal: paragraphs and lists wrapped, code kept as it is. Hints need no more than that. */
export function renderMarkdown(markdown: string, terminal: Terminal): string {
  return blocksOf(markdown)
    .map((block) => renderBlock(block, terminal))
    .join('\n\n');
}

/** The blocks of a text: whole fences, and what blank lines part. */
function blocksOf(markdown: string): readonly string[] {
  return (markdown.trim().match(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$|(?:^(?!`{3,}).+\n?)+/gm) ?? []).map((block) =>
    block.trimEnd(),
  );
}

function renderBlock(block: string, terminal: Terminal): string {
  const { columns, colours } = terminal;
  if (block.startsWith('```')) {
    const code = block.split('\n').slice(1, -1).join('\n');
    return colours.cyan(prefixLines(code, '    '));
  }
  return itemsOf(block)
    .map(({ bullet, text }) => wrap(inline(text, terminal), { columns, first: bullet }))
    .join('\n');
}

/** A list's items, or the paragraph as the only one. Lines that go on belong to the one before. */
function itemsOf(block: string): readonly { readonly bullet: string; readonly text: string }[] {
  const items: { bullet: string; text: string }[] = [];
  for (const line of block.split('\n')) {
    const [, bullet, text = ''] = /^(\s*(?:[-*]|\d+\.)\s+)(.*)$/.exec(line) ?? [];
    const last = items.at(-1);
    if (bullet !== undefined) items.push({ bullet, text });
    else if (last) last.text += ` ${line.trim()}`;
    else items.push({ bullet: '', text: line.trim() });
  }
  return items;
}

/** Code spans lose their marks where colour shows them; plain output keeps the marks. */
function inline(text: string, { plain, colours }: Terminal): string {
  const linked = text.replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '$1 ($2)');
  if (plain) return linked;
  return linked
    .replace(/`([^`]+)`/g, (_, code: string) => code.split(' ').map(colours.cyan).join(' '))
    .replace(/\*\*([^*]+)\*\*/g, (_, words: string) => words.split(' ').map(colours.bold).join(' '));
}
