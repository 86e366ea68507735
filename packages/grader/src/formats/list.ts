import { canvas } from './canvas.ts';
import { classroom50 } from './classroom50.ts';
import { csv } from './csv.ts';
import { gradescope } from './gradescope.ts';
import { junit } from './junit.ts';
import { moodle } from './moodle.ts';

/** Formats of one submission's marks. A new one is one file more, and its name here. */
export const SUBMISSION_FORMATS = [gradescope, classroom50, junit] as const;

/** Formats of a class's marks. */
export const BATCH_FORMATS = [csv, canvas, moodle] as const;
