import type { Context } from '@keysmith/instruments/context';

/**
 * Brings the users that were stored before into the index, `pageSize` items at a time, while the application runs.
 * Tells how many users it wrote. It may be run again at any time.
 */
export async function backfill(
  _context: Context,
  _input: { pageSize: number },
): Promise<{ written: number }> {
  throw new Error('Implement backfill in backfill.ts');
}
