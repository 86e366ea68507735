import type { Chapter, ChapterReplay } from '@keysmith/course';

/** The chapter that a page shows. A page is rendered from one request of its own. */
const chapters = new WeakMap<Request, Chapter>();

/** Says which chapter a page shows, so that its components find what stands beside it. */
export function rememberChapter(request: Request, chapter: Chapter): void {
  chapters.set(request, chapter);
}

/** @throws {Error} if the page's chapter has no such recording; the course's loader says it before a page is built. */
export function replayOfPage(request: Request, file: string): ChapterReplay {
  const chapter = chapters.get(request);
  const found = chapter?.replays.find((replay) => replay.file === file);
  if (found === undefined)
    throw new Error(`<Replay file="${file}">: ${chapter?.slug ?? 'this page'} has no such recording.`);
  return found;
}
