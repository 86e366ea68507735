import { it } from 'vitest';
import type { Problem } from '@keysmith/course';
import { expectOne, problemsAfter } from '../problems.ts';
import type { Toy } from '../toy.ts';

/** One way to break a toy course, and the one problem that must come of it (parts of rule and remedy). */
export interface Case extends Problem {
  readonly when: string;
  readonly breakIt: (toy: Toy) => Promise<void>;
}

/** Makes a test of each case. */
export function testCases(cases: readonly Case[]): void {
  it.each(cases)('refuses $when ($code)', async ({ breakIt, ...problem }) => {
    expectOne(await problemsAfter(breakIt), problem);
  });
}
