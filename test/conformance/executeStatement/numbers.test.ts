import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { numeric } from '../tables.ts';

let on: Endpoint;
let table: string;
beforeAll(async () => {
  on = await endpoint();
  table = await on.table(numeric);
});

const run = (Statement: string) => on.call('ExecuteStatement', { Statement });

/** Number literals and the form in which they come back. */
const LITERALS: [string, string][] = [
  ['42', '42'],
  ['-7.50', '-7.5'],
  ['0.1', '0.1'],
  ['1e3', '1000'],
  ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
];

describe('a number literal', () => {
  for (const [i, [literal, normal]] of LITERALS.entries()) {
    it(`${literal} comes back as ${normal}`, async () => {
      await run(`INSERT INTO "${table}" VALUE {'pk': 'literal', 'sk': ${i}, 'v': ${literal}}`);
      const { Items } = await run(`SELECT v FROM "${table}" WHERE pk = 'literal' AND sk = ${i}`);
      expect(Items).toEqual([{ v: { N: normal } }]);
    });
  }

  it('finds a key by its value', async () => {
    await run(`INSERT INTO "${table}" VALUE {'pk': 'value', 'sk': 100}`);
    const { Items } = await run(`SELECT * FROM "${table}" WHERE pk = 'value' AND sk = 1.00e2`);
    expect(Items).toHaveLength(1);
  });

  for (const [literal, message] of [
    ['1e126', /Number overflow\. Attempting to store a number with magnitude larger than supported range/],
    ['1e-131', /Number underflow\. Attempting to store a number with magnitude smaller than supported range/],
    ['123456789012345678901234567890123456789', /38/],
  ] as const) {
    it(`${literal} is refused`, async () => {
      const Statement = `INSERT INTO "${table}" VALUE {'pk': 'refused', 'sk': 1, 'v': ${literal}}`;
      expectRefusal(await on.refusal('ExecuteStatement', { Statement }), message);
    });
  }
});
