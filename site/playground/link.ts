import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import type { Program, ProgramFile } from './program.ts';

/*
 * A program in the fragment of an address, which browsers keep to themselves: `#1.` and the base64url of its files as
 * compressed JSON. Whoever makes a link may have put anything into it, so everything is looked at before it is believed.
 */

const VERSION = '1.';

/** Browsers take far longer addresses; a program that needs one is no experiment any more. */
const FRAGMENT_LENGTH_MAX = 64 * 1024;
const PROGRAM_BYTES_MAX = 256 * 1024;
const FILES_MAX = 8;
/** Compressed bytes taken at a time: the most that they can swell to between two looks is a thousand times as much. */
const PIECE_BYTES = 256;

const FILE_NAME = /^[a-z][a-z0-9-]{0,39}\.ts$/;

/** A link holds no program that can be shown. The message is for the reader. */
export class LinkError extends Error {
  constructor(problem: string) {
    super(`${problem} Nothing of it was run.`);
    this.name = 'LinkError';
  }
}

/**
 * The fragment for a program, `#` included. The same program gives the same fragment.
 *
 * @throws {LinkError} if the program is too long for a link.
 */
export function fragmentOf(program: Program): string {
  const json = JSON.stringify(program.map(({ name, text }) => [name, text]));
  const fragment = `#${VERSION}${toBase64Url(deflateSync(strToU8(json), { level: 9 }))}`;
  if (fragment.length > FRAGMENT_LENGTH_MAX)
    throw new LinkError('The program is too long for a link: compressed, it has more than 64 KB.');
  return fragment;
}

/**
 * The program in a fragment; undefined if the fragment is empty.
 *
 * @throws {LinkError} for everything else.
 */
export function programIn(fragment: string): Program | undefined {
  const text = fragment.replace(/^#/, '');
  if (text === '') return undefined;
  if (text.length > FRAGMENT_LENGTH_MAX) throw new LinkError('This link is longer than 64 KB.');
  if (!text.startsWith(VERSION)) throw new LinkError('This link holds no program that this page knows.');
  const files = filesIn(jsonIn(inflated(fromBase64Url(text.slice(VERSION.length)))));
  if (!files.some(({ name }) => name === 'table.ts'))
    throw new LinkError('The program of this link has no table.ts.');
  return files;
}

const BROKEN = 'This link is broken: a part of it is missing or was changed.';

function toBase64Url(bytes: Uint8Array): string {
  return btoa(strFromU8(bytes, true)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) throw new LinkError(BROKEN);
  try {
    return strToU8(atob(text.replaceAll('-', '+').replaceAll('_', '/')), true);
  } catch {
    throw new LinkError(BROKEN);
  }
}

/** Piece by piece, so that a small link cannot fill the memory. */
function inflated(bytes: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  const stream = new Inflate((piece, isLast) => {
    pieces.push(piece);
    length += piece.length;
    isWhole ||= isLast;
  });
  try {
    for (let at = 0; at < bytes.length && length <= PROGRAM_BYTES_MAX; at += PIECE_BYTES)
      stream.push(bytes.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= bytes.length);
  } catch {
    throw new LinkError(BROKEN);
  }
  if (length > PROGRAM_BYTES_MAX) throw new LinkError('The program of this link is larger than 256 KB.');
  if (!isWhole) throw new LinkError(BROKEN);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new LinkError(BROKEN);
  }
}

function filesIn(value: unknown): ProgramFile[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > FILES_MAX) throw new LinkError(BROKEN);
  const files = value.map((entry: unknown) => {
    const [name, text] = Array.isArray(entry) ? (entry as unknown[]) : [];
    if (typeof name !== 'string' || typeof text !== 'string') throw new LinkError(BROKEN);
    if (!FILE_NAME.test(name)) throw new LinkError('A file of this link has a name that no program needs.');
    return { name, text };
  });
  if (new Set(files.map(({ name }) => name)).size < files.length) throw new LinkError(BROKEN);
  return files;
}
