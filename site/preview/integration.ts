import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { escapeAttribute } from 'entities';
import { drawPreview, PREVIEW_HEIGHT, PREVIEW_WIDTH } from './draw.ts';
import { openLetters } from './letters.ts';
import { tableOfPage } from './page-table.ts';

/** The site's own, as overrides/Head.astro has it. */
export const TYPEFACE =
  '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2';

/**
 * Gives each page that has a table a picture of it, for the previews of links. Such a picture is named by its whole address,
 * so there is none in a build that does not know its origin.
 */
export function linkPreviews(origin: string | undefined, base: string): AstroIntegration {
  if (!origin) return { name: 'keysmith-previews', hooks: {} };
  return {
    name: 'keysmith-previews',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const draw = await pngOf();
        if (!draw) return logger.info('No previews: sharp has no program for this machine.');
        const letters = await openLetters(fileURLToPath(import.meta.resolve(TYPEFACE)));
        const folder = fileURLToPath(dir);
        const files = (await readdir(folder, { recursive: true })).filter((file) =>
          file.endsWith('index.html'),
        );
        for (const file of files) {
          const html = await readFile(join(folder, file), 'utf8');
          const table = tableOfPage(html);
          if (!table || /<meta name="robots" content="noindex"/.test(html)) continue;
          const picture = picturePath(file);
          await mkdir(dirname(join(folder, picture)), { recursive: true });
          await writeFile(join(folder, picture), await draw(drawPreview(table, letters)));
          const address = new URL(base.replace(/\/?$/, '/') + picture, origin).href;
          await writeFile(join(folder, file), withPicture(html, { address, alt: table.alt }));
        }
      },
    },
  };
}

/** "chapters/one-to-many/index.html" → "preview/chapters/one-to-many.png". */
export function picturePath(file: string): string {
  const page = file.replaceAll('\\', '/').replace(/\/?index\.html$/, '');
  return `preview/${page || 'home'}.png`;
}

/** A page whose head names its picture. */
export function withPicture(
  html: string,
  { address, alt }: { readonly address: string; readonly alt: string },
): string {
  const metas = [
    ['og:image', address],
    ['og:image:width', String(PREVIEW_WIDTH)],
    ['og:image:height', String(PREVIEW_HEIGHT)],
    ['og:image:alt', alt],
  ].map(([property, content = '']) => `<meta property="${property}" content="${escapeAttribute(content)}">`);
  return html.replace('</head>', () => `${metas.join('')}</head>`);
}

/** Astro brings sharp along for the machines that sharp has a program for. */
async function pngOf(): Promise<((svg: string) => Promise<Buffer>) | undefined> {
  try {
    const { default: sharp } = await import('sharp');
    return (svg) => sharp(Buffer.from(svg)).png({ palette: true }).toBuffer();
  } catch {
    return undefined;
  }
}
