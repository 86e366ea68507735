import type { Entry, Report } from './source.ts';

/**
 * Reports every entry that the course does not know. A file that nothing names is either forgotten work or a
 * misspelt name, and both look as if they were part of the course.
 */
export function reportStrays(entries: readonly Entry[], known: readonly string[], report: Report): void {
  for (const entry of entries) {
    if (known.includes(entry.name)) continue;
    report({
      code: entry.isFolder ? 'tree.stray-folder' : 'tree.stray-file',
      place: entry.place,
      rule: `Nothing in the course names this ${entry.isFolder ? 'folder' : 'file'}; here may stand: ${listNames(known)}.`,
      remedy:
        'Delete it, move it out, or correct its name; a learner file belongs into `files` of the manifest.',
    });
  }
}

function listNames(known: readonly string[]): string {
  return known.length === 0 ? 'folders only' : known.join(', ');
}
