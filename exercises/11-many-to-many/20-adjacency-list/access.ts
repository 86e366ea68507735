import type { Context } from '@keysmith/instruments/context';

export interface FilmPage {
  film: string;
  title: string;
  year: number;
  credits: { person: string; name: string; role: string }[];
}

export interface PersonPage {
  person: string;
  name: string;
  credits: { film: string; title: string; year: number; role: string }[];
}

/** Enters a film. Throws an error named FilmExists when there is one of that id. */
export async function addFilm(
  _context: Context,
  _input: { film: string; title: string; year: number },
): Promise<void> {
  throw new Error('Implement addFilm in access.ts');
}

/** Enters a person. Throws an error named PersonExists when there is one of that id. */
export async function addPerson(_context: Context, _input: { person: string; name: string }): Promise<void> {
  throw new Error('Implement addPerson in access.ts');
}

/** Credits a person on a film. Throws NoSuchFilm, NoSuchPerson or CreditExists. */
export async function addCredit(
  _context: Context,
  _input: { film: string; person: string; role: string },
): Promise<void> {
  throw new Error('Implement addCredit in access.ts');
}

/** The film with its credits; null if there is no such film. */
export async function getFilm(_context: Context, _input: { film: string }): Promise<FilmPage | null> {
  throw new Error('Implement getFilm in access.ts');
}

/** The person with their credits; null if there is no such person. */
export async function getPerson(_context: Context, _input: { person: string }): Promise<PersonPage | null> {
  throw new Error('Implement getPerson in access.ts');
}

/** Changes the role of a credit. Throws NoSuchCredit when the person is not credited on the film. */
export async function changeRole(
  _context: Context,
  _input: { film: string; person: string; role: string },
): Promise<void> {
  throw new Error('Implement changeRole in access.ts');
}

/** Removes a film and all its credits. Throws NoSuchFilm when there is no such film. */
export async function removeFilm(_context: Context, _input: { film: string }): Promise<void> {
  throw new Error('Implement removeFilm in access.ts');
}
