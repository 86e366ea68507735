import type { Context } from '@keysmith/instruments/context';

/** A person as a page shows them: with null twice where there is no profile. */
export interface Person {
  person: string;
  name: string | null;
  status: string | null;
}

export interface Page {
  notices: { notice: string; text: string; author: Person; mentions: Person[] }[];
  /** Brings the next page, given as `before`; null on the last page. */
  next: unknown;
}

/** Enters a profile, or changes the one that is there. */
export async function saveProfile(
  _context: Context,
  _input: { person: string; name: string; status: string },
): Promise<void> {
  throw new Error('Implement saveProfile in access.ts');
}

/** Takes a profile out; does nothing if there is none. */
export async function removeProfile(_context: Context, _input: { person: string }): Promise<void> {
  throw new Error('Implement removeProfile in access.ts');
}

/** Hangs up a notice and tells its id, which is `context.newId()`. */
export async function postNotice(
  _context: Context,
  _input: { board: string; author: string; text: string; mentions: string[] },
): Promise<{ notice: string }> {
  throw new Error('Implement postNotice in access.ts');
}

/** Up to 25 notices of a board, newest first, each with its people as they are now. */
export async function readBoard(
  _context: Context,
  _input: { board: string; before: unknown },
): Promise<Page> {
  throw new Error('Implement readBoard in access.ts');
}
