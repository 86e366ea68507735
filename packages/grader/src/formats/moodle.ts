import { csvText } from './csv-text.ts';
import type { BatchFormat } from './format.ts';
import { markColumn } from './mark-column.ts';

export interface MoodleOptions {
  /** The exercise whose marks to give; the sum of all unless told. */
  readonly exercise?: string;
}

const HEADER = ['ID number', 'Email address', 'Grade', 'Feedback'];

/**
 * A file for Moodle's import of grades, which is told at the upload what each column means. A row needs a student of the
 * roster. A row without a mark is left out as a whole: with feedback alone, Moodle would delete the grade that is there.
 */
export const moodle: BatchFormat<MoodleOptions> = {
  name: 'moodle',
  extension: 'csv',
  convert(report, { exercise }) {
    const column = markColumn(report, exercise);
    const remarks: string[] = [];
    const rows = report.submissions.flatMap((submission) => {
      const { learner, student } = submission;
      const mark = column.markOf(submission);
      if (student === undefined)
        remarks.push(`${learner} is on no roster, so Moodle could not find the student.`);
      else if (mark === undefined)
        remarks.push(`${learner} has no mark yet: ${column.feedbackOf(submission).replaceAll('\n', ' | ')}`);
      else return [[student.id, student.email ?? '', mark, column.feedbackOf(submission)]];
      return [];
    });
    return { content: csvText([HEADER, ...rows]), remarks };
  },
};
