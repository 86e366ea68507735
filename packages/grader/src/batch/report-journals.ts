import {
  gradedExercise,
  submissionSums,
  type Exercise,
  type GradeReport,
  type SubmissionGrade,
} from '@keysmith/course';
import type { Roster } from '../formats/roster.ts';
import type { Journal } from './journal.ts';
import type { JournalHeader, JournalRecord } from './journal-schema.ts';
import { writeGrades } from './write-grades.ts';

/** What decides the grades of one batch, whichever journals they stand in. */
export interface Reporting {
  readonly out: string;
  readonly exercises: readonly Exercise[];
  readonly header: JournalHeader;
  /** In the order of the report. */
  readonly learners: readonly string[];
  readonly journalOf: (learner: string) => Journal;
  readonly roster?: Roster;
  readonly absent: GradeReport['absent'];
  readonly times: GradeReport['times'];
}

/** Writes what stands in journals as grade.json. All that an undisturbed and a resumed run do after grading is this. */
export async function reportJournals(reporting: Reporting): Promise<void> {
  const { out, exercises, header, absent, times } = reporting;
  const { shard } = header;
  await writeGrades(
    out,
    {
      schema: 'keysmith/grade/v2',
      ...howRun(header),
      ...(shard && { shard }),
      exercises: exercises.map(gradedExercise),
      absent,
      times,
    },
    gradesOf(reporting),
  );
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
