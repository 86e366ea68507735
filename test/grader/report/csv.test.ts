import { gradeCsv } from '@keysmith/grader';
import { describe, expect, it } from 'vitest';
import { hostileReport } from '../reports.ts';

describe('grades as CSV', () => {
  it('has one row a learner, quoted as RFC 4180 has it, and no cell that a spreadsheet would run', () => {
    expect(gradeCsv(hostileReport)).toBe(
      [
        'learner,score,max score,one,one status,one reason,two,two status,two reason',
        `"'=HYPERLINK(""http://x"")",2,10,2,graded,,0,missing,`,
        `</td><script>alert(1)</script>,,10,,could not be graded,"'@broken, ""quoted""\nand <more>",,could not be graded,'-1`,
        'Zoë,0,10,0,missing,,0,missing,',
        '',
      ].join('\r\n'),
    );
  });

  it('has a header alone for a class without learners', () => {
    expect(gradeCsv({ ...hostileReport, exercises: [], submissions: [] })).toBe(
      'learner,score,max score\r\n',
    );
  });
});
