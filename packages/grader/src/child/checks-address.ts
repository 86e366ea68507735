import { pathToFileURL } from 'node:url';

/** The address by which a job names an exercise's checks file. */
export function checksAddress(exerciseFolder: string): string {
  return pathToFileURL(`${exerciseFolder}/checks.test.ts`).href;
}
