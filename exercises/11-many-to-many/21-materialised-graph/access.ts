import type { Context } from '@keysmith/instruments/context';

export interface Person {
  person: string;
  name: string;
}

/** "`person` manages `other`": the type is a word such as `manages`. */
export interface Tie {
  person: string;
  type: string;
  other: string;
}

export interface Neighbour extends Person {
  since: string;
}

export interface View {
  person: string;
  type: string;
  direction: 'out' | 'in';
}

/** Enters a person. Throws an error named PersonExists when there is one of that id. */
export async function addPerson(_context: Context, _input: Person): Promise<void> {
  throw new Error('Implement addPerson in access.ts');
}

/** The person; null if there is none of that id. */
export async function getPerson(_context: Context, _input: { person: string }): Promise<Person | null> {
  throw new Error('Implement getPerson in access.ts');
}

/** Enters a tie between two people. Throws NoSuchPerson or TieExists. */
export async function addTie(_context: Context, _input: Tie & { since: string }): Promise<void> {
  throw new Error('Implement addTie in access.ts');
}

/** Ends a tie. Throws NoSuchTie when there is none. */
export async function removeTie(_context: Context, _input: Tie): Promise<void> {
  throw new Error('Implement removeTie in access.ts');
}

/** A person's neighbours by one type of tie, oldest tie first; `from` and `until` are days that belong to the range. */
export async function listTies(
  _context: Context,
  _input: View & { from?: string; until?: string },
): Promise<Neighbour[]> {
  throw new Error('Implement listTies in access.ts');
}

/** Who is two ties of that type and direction away, and neither the person nor a neighbour: each once. */
export async function listSecond(_context: Context, _input: View): Promise<Person[]> {
  throw new Error('Implement listSecond in access.ts');
}

/** Removes a person and all their ties; called again after a crash it finishes. Throws NoSuchPerson. */
export async function removePerson(_context: Context, _input: { person: string }): Promise<void> {
  throw new Error('Implement removePerson in access.ts');
}
