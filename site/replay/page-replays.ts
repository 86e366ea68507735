import type { ChapterPage, ChapterReplay } from '@keysmith/course';

/** What stands beside a page's text. A page is rendered from one request of its own. */
const pages = new WeakMap<Request, ChapterPage>();

/** Says which page is rendered, so that its components find what stands beside its text. */
export function rememberPage(request: Request, page: ChapterPage): void {
  pages.set(request, page);
}

/** @throws {Error} if the page has no such recording; the course's loader says it before a page is built. */
export function replayOfPage(request: Request, file: string): ChapterReplay {
  const page = pages.get(request);
  const found = page?.replays.find((replay) => replay.file === file);
  if (found === undefined)
    throw new Error(`<Replay file="${file}">: ${page?.id ?? 'this page'} has no such recording.`);
  return found;
}
