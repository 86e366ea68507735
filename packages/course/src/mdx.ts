import { scanFences } from './fences.ts';

/** A component's opening (or only) tag in an MDX text. */
export interface Tag {
  readonly name: string;
  /** 1-based line of the `<`. */
  readonly line: number;
  /** Offsets in the text: of the `<`, and behind the `>`. */
  readonly start: number;
  readonly end: number;
  readonly selfClosing: boolean;
  /** Attributes as written: a quoted text without its quotes, or an expression without its braces. */
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * The text with everything blanked that only shows characters: fences, code spans and comments. Length and line
 * breaks stay, so that offsets in the result are offsets in the text.
 */
export function proseOf(text: string): string {
  const lines = text.split('\n');
  for (const fence of scanFences(text)) {
    for (let line = fence.line; line <= fence.endLine; line += 1)
      lines[line - 1] = blank(lines[line - 1] ?? '');
  }
  return lines
    .join('\n')
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, blank)
    .replace(/(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?[^`]\1(?!`)/g, blank);
}

/** The 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** The components' tags in a prose, in their order; elements of HTML (lower case) are left out. */
export function tagsOf(prose: string): readonly Tag[] {
  return [...prose.matchAll(/<([A-Z][\w.]*)/g)].map((match) => {
    const end = tagEnd(prose, match.index + match[0].length);
    const inner = prose.slice(match.index + match[0].length, end - 1);
    return {
      name: match[1] ?? '',
      line: lineAt(prose, match.index),
      start: match.index,
      end,
      selfClosing: inner.trimEnd().endsWith('/'),
      attributes: attributesOf(inner),
    };
  });
}

/** Behind the `>` that ends a tag: the first one that stands in no quotes and no braces. */
function tagEnd(prose: string, from: number): number {
  let depth = 0;
  let quote = '';
  for (let at = from; at < prose.length; at += 1) {
    const character = prose.charAt(at);
    if (quote) {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    else if (character === '>' && depth === 0) return at + 1;
  }
  return prose.length;
}

function attributesOf(inner: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const match of inner.matchAll(/([a-zA-Z]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|\{([^{}]*)\})/g)) {
    attributes.set(match[1] ?? '', (match[2] ?? match[3] ?? match[4] ?? '').trim());
  }
  return attributes;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
