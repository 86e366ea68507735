/** The page on how to install and use the course. */
export const START_PATH = '/start/';

/** The lab without an exercise. */
export const PLAYGROUND_PATH = '/playground/';

/** The page on which readers see how far they are. */
export const PROGRESS_PATH = '/progress/';

/** The pages that are looked things up in. */
export const GLOSSARY_PATH = '/glossary/';
export const PATTERNS_PATH = '/access-patterns/';
export const FACTS_PATH = '/facts/';

/** Paths of pages, without the base path. They hang on slugs, never on numbers, and so never change. */
/** @param id a chapter's slug, or a page's id: "one-to-many/composite-key" */
export function chapterPath(id: string): string {
  return `/chapters/${id}/`;
}

export function exercisePath(slug: string): string {
  return `/exercises/${slug}/`;
}

export function solutionPath(slug: string): string {
  return `${exercisePath(slug)}solution/`;
}

/** The page with the text of an exercise's checks. */
export function checksPath(slug: string): string {
  return `${exercisePath(slug)}checks/`;
}

/** The anchor of a task on its exercise's page. */
export function taskAnchor(task: string): string {
  return `task-${task}`;
}

/** The anchor of a check on its exercise's page. */
export function checkAnchor(check: string): string {
  return `check-${check}`;
}

/** A path of this site with the base path in front, so that the site can be served from any folder. */
export function withBase(path: string, base: string = import.meta.env.BASE_URL): string {
  return base.replace(/\/$/, '') + path;
}

/** Whether a link's target is a path of this site: "/chapters/x/", but not "//host" or "https://host". */
export function isSitePath(href: string): boolean {
  return href.startsWith('/') && !href.startsWith('//');
}

/** The reverse of withBase: the path inside the site of a page that is served from a folder. */
export function withoutBase(pathname: string, base: string = import.meta.env.BASE_URL): string {
  const folder = base.replace(/\/$/, '');
  return pathname.startsWith(`${folder}/`) ? pathname.slice(folder.length) : pathname;
}
