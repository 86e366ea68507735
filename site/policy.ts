import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/**
 * Writes a content security policy into every page of a build. It stands in the page, so that it holds on any static host;
 * what only a header can say is in the file `_headers` beside the pages (docs/hosting.md).
 */
export function contentSecurityPolicy(): AstroIntegration {
  return {
    name: 'keysmith-policy',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        const files = await readdir(folder, { recursive: true });
        await Promise.all(
          files.filter((file) => file.endsWith('.html')).map((file) => protect(join(folder, file))),
        );
        await writeFile(join(folder, '_headers'), HEADERS);
      },
    },
  };
}

async function protect(file: string): Promise<void> {
  const html = await readFile(file, 'utf8');
  await writeFile(file, withPolicy(html));
}

const POLICY_META = /<meta\s+http-equiv=["']?Content-Security-Policy/i;
const CHARSET = /<meta\s+charset=[^>]*>/i;

/**
 * A page with its policy in front of everything that the policy is about. A page that brings its own keeps that alone: the
 * lab's frame must be able to do less of one thing and more of another.
 *
 * @throws {Error} if the page has no place for it.
 */
export function withPolicy(html: string): string {
  if (POLICY_META.test(html)) return html;
  const charset = CHARSET.exec(html);
  if (charset === null)
    throw new Error('A page without <meta charset> has no place for its content security policy.');
  const end = charset.index + charset[0].length;
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policyOf(html)}">`;
  return html.slice(0, end) + meta + html.slice(end);
}

/** Inline scripts and styles of the page's own are allowed by their hashes; nothing else inline is. */
export function policyOf(html: string): string {
  const hashesOf = (texts: readonly string[]): string =>
    [...new Set(texts)].map((text) => ` '${hashOf(text)}'`).join('');
  return [
    "default-src 'none'",
    // The search compiles WebAssembly, which runs nothing that the page did not bring.
    `script-src 'self' 'wasm-unsafe-eval'${hashesOf(inlineScripts(html))}`,
    `style-src 'self'${hashesOf(inlineOf(html, 'style'))}`,
    // Shiki colours code by style attributes, of which no page could list the hashes.
    "style-src-attr 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** The contents of scripts that a browser would run; data blocks, such as JSON, are none. */
function inlineScripts(html: string): string[] {
  return inlineOf(html, 'script', (attributes) => {
    const type = /\btype=["']?([^"'\s>]+)/i.exec(attributes)?.[1] ?? 'module';
    return !/\bsrc=/i.test(attributes) && /^(module|text\/javascript|application\/javascript)$/i.test(type);
  });
}

/** The contents of elements whose text ends at their end tag and nowhere before, by the rules of HTML. */
function inlineOf(
  html: string,
  name: 'script' | 'style',
  isWanted: (attributes: string) => boolean = () => true,
): string[] {
  const elements = html.matchAll(new RegExp(`<${name}\\b([^>]*)>([\\s\\S]*?)</${name}\\b`, 'gi'));
  return [...elements].flatMap(([, attributes = '', text = '']) =>
    isWanted(attributes) && text !== '' ? [text] : [],
  );
}

/** For hosts that read such a file (Netlify, Cloudflare Pages); others are told the same in their own way. */
const HEADERS = `/*
  Content-Security-Policy: frame-ancestors 'self'
  X-Content-Type-Options: nosniff
  Referrer-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
`;
