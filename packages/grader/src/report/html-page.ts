import { createHash } from 'node:crypto';
import { escape } from './escape.ts';
import { STYLE } from './html-style.ts';

export interface Page {
  /** Plain text. */
  readonly title: string;
  /** HTML. */
  readonly body: string;
  /** Address of the page that this one belongs to, and its name. */
  readonly up?: { readonly address: string; readonly name: string };
}

/** No script, nothing fetched, this one style sheet, pictures only from inside the page. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'`;

/** A page that needs nothing but itself, light and dark by the reader's setting. */
export function pageHtml({ title, body, up }: Page): string {
  const back = up ? `<nav><a href="${escape(up.address)}">← ${escape(up.name)}</a></nav>\n` : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${back}<main>
<h1><bdi>${escape(title)}</bdi></h1>
${body}
</main>
</body>
</html>
`;
}
