import { z } from 'zod';

/** A permanent name: lower-case words joined by hyphens. Progress, links and grades hang on it, so it never changes. */
export const slugSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens, like "composite-key"');

/** A folder's name: its two-digit place in the order, then its slug. */
export const folderSchema = z
  .string()
  .regex(/^\d\d-[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be two digits and a slug, like "16-composite-key"');

/** A day, as in 2026-11-22. */
export const dateSchema = z.iso.date();
