import { canvas, csv, moodle } from '@keysmith/grader';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import {
  failedCheck,
  graded,
  gradedOf,
  hostileReport,
  missing,
  passedCheck,
  reportOf,
  submissionOf,
  ungradable,
} from '../reports.ts';

const best = [gradedOf('one', [graded(passedCheck), graded({ ...failedCheck, status: 'pass', points: 3 })])];
const report = reportOf([
  submissionOf('ada', [...best, missing('two')], { id: '101', name: 'Ada', email: 'Ada@Example.org' }),
  submissionOf('bo', [...best, ungradable('two', 'It hung.')], { id: '102', name: 'Bo' }),
  submissionOf('cy', [missing('one'), missing('two')]),
]);

const FORMULA = /^[=+\-@\t\r]/;

describe('grades as CSV', () => {
  it('has a row a learner, quoted as RFC 4180 has it, and no cell that a spreadsheet would run', () => {
    expect(csv.convert(hostileReport, {}).content).toBe(
      [
        'learner,student id,name,email,score,max score,open points,one,one status,one remark,two,two status,two remark',
        `"'=HYPERLINK(""http://x"")",,,,2,10,0,2,graded,"1 of 2 visible checks passed, 1 of 2 hidden checks passed",0,missing,found instead: two/<tabel>.ts`,
        `</td><script>alert(1)</script>,,,,,10,10,,could not be graded,"'@broken, ""quoted""\nand <more>",,could not be graded,'-1 is no module`,
        `Zoë,s-3,'@Zoë,Zoe@Example.org,,10,5,0,missing,,,unstable,two runs disagreed on page-one-query`,
        '',
      ].join('\r\n'),
    );
  });

  it('comes back whole from a reader of CSV', () => {
    const rows: string[][] = parse(csv.convert(hostileReport, {}).content);
    expect(rows).toHaveLength(4);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([13]));
    expect(rows.flat().filter((cell) => FORMULA.test(cell))).toEqual([]);
  });
});

describe("Moodle's import", () => {
  it('has grade and feedback for each student with a mark, and e-mail addresses as they were', () => {
    const { content, remarks } = moodle.convert(report, {});
    expect(parse(content)).toEqual([
      ['ID number', 'Email address', 'Grade', 'Feedback'],
      [
        '101',
        'Ada@Example.org',
        '5',
        'one: 5 of 5; all visible and hidden checks passed\ntwo: 0 of 5; nothing was handed in',
      ],
    ]);
    expect(remarks).toEqual([
      'bo has no mark yet: one: 5 of 5; all visible and hidden checks passed | two: could not be graded; It hung.',
      'cy is on no roster, so Moodle could not find the student.',
    ]);
  });

  it('gives the marks of one exercise, and refuses one that there is not', () => {
    const rows: string[][] = parse(moodle.convert(report, { exercise: 'one' }).content);
    expect(rows.map(([id, , mark]) => [id, mark])).toEqual([
      ['ID number', 'Grade'],
      ['101', '5'],
      ['102', '5'],
    ]);
    expect(() => moodle.convert(report, { exercise: 'three' })).toThrow(
      'The grades have no exercise "three". Name one of: one, two.',
    );
  });
});

const EXPORT = [
  'Student,ID,SIS User ID,SIS Login ID,Section,Quiz (11),Keys (12),Current Score',
  '    Points Possible,,,,,3,10,(read only)',
  '"Lovelace, Ada",9001,101,ada,S1,-1,,50',
  '=cmd,9002,102,bo,S1,2,7,60',
  '"Zed, Zoe",9003,103,zoe,S1,,4,60',
  '',
].join('\r\n');

describe("Canvas's grade book", () => {
  const options = { exported: `\ufeff${EXPORT}`, column: 'Keys' };

  it('fills one column of the export and changes nothing else', () => {
    const rows: string[][] = parse(canvas.convert(report, options).content);
    const before: string[][] = parse(EXPORT);
    expect(rows.map((row) => row[6])).toEqual(['Keys (12)', '10', '5', '7', '4']);
    for (const row of rows) row.splice(6, 1);
    for (const row of before) row.splice(6, 1);
    before[3]![0] = "'=cmd";
    expect(rows).toEqual(before);
  });

  it('reports who has no mark, who matched no row, and whose row stayed as it was', () => {
    expect(canvas.convert(report, options).remarks).toEqual([
      'bo has no mark yet: one: 5 of 5; all visible and hidden checks passed | two: could not be graded; It hung.',
      'cy matched no row of the export.',
      "No submission was found for 1 of the export's students: Zed, Zoe.",
    ]);
  });

  it('says when the points of the two do not agree', () => {
    const { remarks } = canvas.convert(report, { ...options, exercise: 'one' });
    expect(remarks[0]).toContain('Canvas gives this assignment 10 points and Keysmith 5.');
  });

  it('fills no row twice, and none where two match', () => {
    const twice = reportOf([
      submissionOf('a1', [...best, missing('two')], { id: '101', name: 'Ada' }),
      submissionOf('a2', [missing('one'), missing('two')], { id: 'ada', name: 'Ada' }),
      submissionOf('b', [missing('one'), missing('two')], { id: '102', name: 'Bo', email: 'zoe' }),
    ]);
    const { content, remarks } = canvas.convert(twice, options);
    const rows: string[][] = parse(content);
    expect(rows.map((row) => row[6])).toEqual(['Keys (12)', '10', '5', '7', '4']);
    expect(remarks.slice(0, 2)).toEqual([
      'a2 and a1 matched the same row; the first was taken.',
      'b matched 2 rows of the export, so none was filled.',
    ]);
  });

  it('matches a learner without a roster by the name of the folder', () => {
    const { content } = canvas.convert(reportOf([submissionOf('9003', best)]), options);
    expect(parse(content)[4]![6]).toBe('5');
  });

  it.each([
    [
      { column: 'Exam' },
      'The export has no column "Exam". Name one of its assignments: Quiz (11); Keys (12).',
    ],
    [{ exported: 'a,b\n1,2\n' }, "This is no export of Canvas's grade book"],
    [{ exported: '"a\n' }, 'The export cannot be read as CSV'],
  ])('refuses %j', (change, message) => {
    expect(() => canvas.convert(report, { ...options, ...change })).toThrow(message);
  });
});
