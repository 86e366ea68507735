import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { createGzip } from 'node:zlib';
import type { BuiltSite } from './build.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** A site that is being served on the loopback interface. */
export interface ServedSite extends AsyncDisposable {
  /** Address of the first page, with the base path: "http://127.0.0.1:40123/courses/keysmith/". */
  readonly address: string;
}

export interface ServeOptions {
  /** Whether text is compressed on the way, as public hosts do. It would only cost time where nothing is measured. */
  readonly isCompressing?: boolean;
}

const IS_TEXT = /^(?:text|application\/json|image\/svg)/;

/** Serves a build as a plain static host does: files, index.html of folders, 404.html; nothing outside the base path. */
export async function serve(
  site: BuiltSite,
  { isCompressing = false }: ServeOptions = {},
): Promise<ServedSite> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    void fileOf(site, path).then(async (file) => {
      if (!file) {
        response.writeHead(404, { 'content-type': TYPES['.html'] });
        response.end(await readFile(join(site.folder, '404.html')));
        return;
      }
      const type = TYPES[extname(file)] ?? 'application/octet-stream';
      const isPacked =
        isCompressing && IS_TEXT.test(type) && /\bgzip\b/.test(String(request.headers['accept-encoding']));
      response.writeHead(200, { 'content-type': type, ...(isPacked && { 'content-encoding': 'gzip' }) });
      const content = createReadStream(file);
      (isPacked ? content.pipe(createGzip()) : content).pipe(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${site.base}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function fileOf(site: BuiltSite, path: string): Promise<string | undefined> {
  if (!path.startsWith(site.base) || path.split('/').includes('..')) return undefined;
  const file = join(site.folder, path.slice(site.base.length), path.endsWith('/') ? 'index.html' : '');
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? file : undefined;
}
