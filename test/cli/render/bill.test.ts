import { describe, expect, it } from 'vitest';
import type { BillLine } from '@keysmith/course';
import { renderBill } from '../../../packages/cli/src/render/bill.ts';
import { plainTerminal, recordTerminal } from '../terminal/recorder.ts';

const PAGE: BillLine = {
  pattern: 'a page of 10',
  requests: 1,
  readUnits: 0.5,
  writeUnits: 0,
  bytes: 1234,
  budget: { requests: 1, readUnits: 0.5 },
};
const LIST: BillLine = {
  ...PAGE,
  pattern: 'the whole list',
  requests: 3,
  readUnits: 12,
  budget: { requests: 1, readUnits: 12 },
};

describe('a bill', () => {
  it('has what each access pattern cost, of what it may cost', () => {
    expect(`\n${renderBill([PAGE, LIST], plainTerminal())}`).toMatchInlineSnapshot(`
      "
      access pattern  requests  read units  bytes
      a page of 10      1 of 1  0.5 of 0.5  1,234
      the whole list  ! 3 of 1    12 of 12  1,234"
    `);
  });

  it('says what is over its budget by colour, too', () => {
    const { terminal } = recordTerminal({ isTTY: true });
    const [header, page, list] = renderBill([PAGE, LIST], terminal).split('\n');
    expect(header).toBe(terminal.colours.dim('access pattern  requests  read units  bytes'));
    expect(page).not.toContain('\u001b');
    expect(list).toBe(terminal.colours.red('the whole list  ! 3 of 1    12 of 12  1,234'));
  });

  it('keeps to the screen when a pattern has a long name', () => {
    const long = {
      ...PAGE,
      pattern: 'an access pattern with a name that is far too long for the table'.repeat(2),
    };
    const lines = renderBill([long], plainTerminal()).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(lines[1]).toContain('…');
    expect(lines[1]).toContain('0.5 of 0.5');
  });
});
