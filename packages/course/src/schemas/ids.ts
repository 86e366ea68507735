import { z } from 'zod';

/** A permanent name: lower-case words joined by hyphens. Progress, links and grades hang on it, so it never changes. */
export const slugSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens, like "composite-key"');

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
