import { createWriteStream } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  submissionGradeSchema,
  submissionSummarySchema,
  summaryOf,
  type GradeReport,
  type SubmissionGrade,
} from '@keysmith/course';
import { folderOf } from '../report/file-name.ts';

/** The folder, beside the batch's grade.json, that holds a folder for each submission. */
export const SUBMISSIONS_FOLDER = 'submissions';

/** A batch's grade.json without its rows. */
export type GradeHead = Omit<GradeReport, 'submissions'>;

/**
 * Writes grade.json of a batch and of each of its submissions. One submission is in memory at a time; a file has its name
 * only when it is whole.
 */
export async function writeGrades(
  out: string,
  head: GradeHead,
  grades: AsyncIterable<SubmissionGrade>,
): Promise<void> {
  await mkdir(out, { recursive: true });
  const path = join(out, 'grade.json');
  const unfinished = `${path}.new`;
  await pipeline(Readable.from(batchText(out, head, grades)), createWriteStream(unfinished));
  await rename(unfinished, path);
}

/** The same text as JSON.stringify gives for the whole. */
async function* batchText(
  out: string,
  head: GradeHead,
  grades: AsyncIterable<SubmissionGrade>,
): AsyncGenerator<string> {
  const { absent, times, ...before } = head;
  yield `${JSON.stringify(before, undefined, 2).slice(0, -2)},\n  "submissions": [`;
  let separator = '\n';
  for await (const grade of grades) {
    await writeSubmission(out, grade);
    const row = JSON.stringify(submissionSummarySchema.parse(summaryOf(grade)), undefined, 2);
    yield separator + indented(row, 4);
    separator = ',\n';
  }
  const end = JSON.stringify({ absent, times }, undefined, 2).slice(1);
  yield `${separator === '\n' ? '' : '\n  '}],${end}\n`;
}

async function writeSubmission(out: string, grade: SubmissionGrade): Promise<void> {
  const folder = join(out, SUBMISSIONS_FOLDER, folderOf(grade.learner));
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'grade.json');
  await writeFile(`${path}.new`, `${JSON.stringify(submissionGradeSchema.parse(grade), undefined, 2)}\n`);
  await rename(`${path}.new`, path);
}

function indented(text: string, by: number): string {
  return text.replace(/^/gm, ' '.repeat(by));
}
