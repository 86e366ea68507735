import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  gradedExercise,
  gradeReportSchema,
  submissionSums,
  summaryOf,
  type Exercise,
  type GradeReport,
  type SubmissionGrade,
  type SubmissionSummary,
} from '@keysmith/course';
import type { Roster } from '../formats/roster.ts';
import type { ReportFile, Reports } from '../report/reports.ts';
import type { Journal } from './journal.ts';
import type { JournalHeader, JournalRecord } from './journal-schema.ts';

/** What decides the grades of one batch, whichever journals they stand in. */
export interface Reporting {
  readonly out: string;
  readonly exercises: readonly Exercise[];
  readonly header: JournalHeader;
  /** In the order of the report. */
  readonly learners: readonly string[];
  readonly journalOf: (learner: string) => Journal;
  readonly reports: Reports;
  readonly roster: Roster | undefined;
  readonly absent: GradeReport['absent'];
  readonly times: GradeReport['times'];
}

/**
 * Writes the reports of what stands in journals; an undisturbed run and a resumed one end alike with this. One submission
 * with its failures is in memory at a time, and the short row of each.
 */
export async function reportJournals(reporting: Reporting): Promise<GradeReport> {
  const { out, exercises, header, reports, absent, times } = reporting;
  const submissions: SubmissionSummary[] = [];
  for await (const grade of gradesOf(reporting)) {
    await writeFiles(out, reports.submission(grade));
    submissions.push(summaryOf(grade));
  }
  const { shard } = header;
  const report = gradeReportSchema.parse({
    schema: 'keysmith/grade/v2',
    ...howRun(header),
    ...(shard && { shard }),
    exercises: exercises.map(gradedExercise),
    submissions,
    absent,
    times,
  });
  await writeFiles(out, reports.batch(report));
  return report;
}

/** A file has its name only when it is whole. */
async function writeFiles(out: string, files: readonly ReportFile[]): Promise<void> {
  for (const { path, content } of files) {
    const file = join(out, ...path.split('/'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, content);
    await rename(`${file}.new`, file);
  }
}

async function* gradesOf({
  header,
  learners,
  exercises,
  journalOf,
  roster,
}: Reporting): AsyncGenerator<SubmissionGrade> {
  for (const learner of learners) {
    const journal = journalOf(learner);
    const records: JournalRecord[] = [];
    for (const { slug } of exercises) records.push(await journal.record(learner, slug));
    const grades = records.map(({ grade }) => grade);
    const student = roster?.studentOf(learner);
    yield {
      schema: 'keysmith/submission/v1',
      ...howRun(header),
      learner,
      ...(student && { student }),
      ...submissionSums(grades),
      exercises: grades,
      times: timesOf(records),
    };
  }
}

function howRun({
  course,
  seeds,
  table,
  isolation,
}: JournalHeader): Pick<GradeReport, 'course' | 'seeds' | 'table' | 'isolation'> {
  return { course, seeds, table, isolation };
}

function timesOf(records: readonly JournalRecord[]): SubmissionGrade['times'] {
  const [first = ''] = records.map(({ startedAt }) => startedAt).sort();
  return { startedAt: first, milliseconds: records.reduce((sum, { milliseconds }) => sum + milliseconds, 0) };
}
