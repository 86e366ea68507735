import { z } from 'zod';

/** A permanent name: lower-case words joined by hyphens. Progress, links and grades hang on it, so it never changes. */
export const slugSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens, like "composite-key"');

/**
 * What links, progress and quizzes name a page of the chapters by: its chapter's slug and, for a page below that chapter's
 * own, the page's slug after a stroke, as in "one-to-many/composite-key".
 */
export const pageIdSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\/[a-z][a-z0-9]*(-[a-z0-9]+)*)?$/,
    'must be a chapter, like "one-to-many", or a page of one, like "one-to-many/composite-key"',
  );

/** A folder's name: its place in the order, of two digits or three, then its slug. */
export const folderSchema = z
  .string()
  .regex(
    /^\d{2,3}-[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'must be two or three digits and a slug, like "16-composite-key"',
  );

/** The slug in a folder's name: "composite-key" of "16-composite-key". */
export function slugOfFolder(name: string): string {
  return name.slice(name.indexOf('-') + 1);
}

/** A day, as in 2026-11-22. */
export const dateSchema = z.iso.date();
