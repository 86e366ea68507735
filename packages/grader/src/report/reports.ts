import type { GradedExercise, GradeReport, SubmissionGrade } from '@keysmith/course';
import { csv } from '../formats/csv.ts';
import { folderOf } from './file-name.ts';
import { classHtml } from './html-class.ts';
import type { ChapterPages } from './html-failure.ts';
import { submissionHtml } from './html-submission.ts';
import { Tally } from './tally.ts';

/** A file of a report. */
export interface ReportFile {
  /** Inside the folder of the reports, with forward slashes. */
  readonly path: string;
  readonly content: string;
}

/** The reports of a batch. Whoever grades writes the files that it names; it keeps no submission. */
export interface Reports {
  /** The files of one submission. They depend on that submission alone. To be called once for each, in the batch's order. */
  submission(grade: SubmissionGrade): ReportFile[];
  /** Counts a submission whose files were written before, as after a batch that was killed. */
  count(grade: SubmissionGrade): void;
  /** The files of the class, after the last submission. */
  batch(report: GradeReport): ReportFile[];
}

export interface ReportsOptions extends Partial<ChapterPages> {
  readonly exercises: readonly GradedExercise[];
}

/** Where `npm start` serves the course. */
const SITE = 'http://127.0.0.1:4321/';

/**
 * What is written of a batch: `grade.json`, `grades.csv`, `index.html` and further pages of learners for the class,
 * `submissions/<learner>/grade.json` and `index.html` for each.
 */
export function createReports({ exercises, site = SITE, chapters = [] }: ReportsOptions): Reports {
  const tally = new Tally(exercises);
  const titles = new Map(exercises.map(({ exercise, title }) => [exercise, title]));
  const page = { site, chapters, titles, up: '../../index.html' };
  return {
    submission(grade) {
      tally.add(grade);
      const folder = `submissions/${folderOf(grade.learner)}`;
      return [
        { path: `${folder}/grade.json`, content: jsonText(grade) },
        { path: `${folder}/index.html`, content: submissionHtml(grade, page) },
      ];
    },
    count: (grade) => tally.add(grade),
    batch: (report) => [
      { path: 'grade.json', content: jsonText(report) },
      { path: 'grades.csv', content: csv.convert(report, {}).content },
      ...classHtml(report, tally),
    ],
  };
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
