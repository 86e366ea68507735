/** An MDX text taken apart. */
export interface Page {
  /** The YAML between the first two `---` lines; undefined if the text does not begin with one. */
  readonly matter: string | undefined;
  /** The text with its front matter blanked, so that lines and offsets stay those of the file. */
  readonly body: string;
}

/** Takes the front matter off an MDX text. Its first line is always line 2 of the file. */
export function splitFrontMatter(text: string): Page {
  const match = /^---[ \t]*\n([\s\S]*?)^---[ \t]*$/m.exec(text);
  if (match?.index !== 0) return { matter: undefined, body: text };
  const end = match[0].length;
  return { matter: match[1] ?? '', body: text.slice(0, end).replace(/[^\n]/g, ' ') + text.slice(end) };
}
