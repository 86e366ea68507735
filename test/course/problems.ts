import { expect } from 'vitest';
import { CourseError, loadCourse, type LoadOptions, type Problem } from '@keysmith/course';
import { toyCourse, toyPlaces, type Toy, type ToyOptions } from './toy.ts';

/** The day on which the toy's facts are fresh. */
export const TODAY = '2026-11-22';

/** Where the toy's first exercise stands. */
export const { exercise: EXERCISE, solution: SOLUTION } = toyPlaces({ number: 16, slug: 'keep-notes' });

/** A toy course with one exercise, so that one break makes one problem. */
export const ONE: ToyOptions = { exercises: [{ number: 16, slug: 'keep-notes' }] };

/** What the loader refuses in a course; empty if it loads. */
export async function problemsIn(root: string, options: LoadOptions = {}): Promise<readonly Problem[]> {
  try {
    await loadCourse(root, { today: TODAY, ...options });
    return [];
  } catch (error) {
    if (error instanceof CourseError) return error.problems;
    throw error;
  }
}

/** The problems of a sound toy course (one exercise) after a test has broken it. */
export async function problemsAfter(breakIt: (toy: Toy) => Promise<void>): Promise<readonly Problem[]> {
  await using toy = await toyCourse(ONE);
  await breakIt(toy);
  // Awaited here, because the toy is disposed of when this function returns.
  return await problemsIn(toy.root);
}

/** Changes the manifest's `keysmith` field of the toy's first exercise. */
export async function changeManifest(toy: Toy, change: (manifest: ToyManifest) => void): Promise<void> {
  const place = `${EXERCISE}/package.json`;
  const value = JSON.parse(await toy.read(place)) as { keysmith: ToyManifest };
  change(value.keysmith);
  await toy.write(place, JSON.stringify(value, undefined, 2));
}

/** The fields of a manifest that tests break; looser than the schema, because they break it. */
export interface ToyManifest {
  title?: string;
  minutes: unknown;
  files: string[];
  tasks: { id: string; title: string }[];
  checks: {
    id: string;
    task: string;
    points: number;
    hint?: number;
    needs?: string[];
    title: string;
    asks: string;
  }[];
  prerequisites: string[];
  [unknown: string]: unknown;
}

/** Expects exactly one problem, with its code and place, and a rule and a remedy that hold the given words. */
export function expectOne(problems: readonly Problem[], wanted: Problem): void {
  expect(problems.map(({ code, place }) => `${code} ${place}`)).toEqual([`${wanted.code} ${wanted.place}`]);
  expect(problems[0]?.rule).toContain(wanted.rule);
  expect(problems[0]?.remedy).toContain(wanted.remedy);
}
