import { createEngine, UnknownOperationException, ValidationException } from '@keysmith/engine';
import { describe, expect, it } from 'vitest';
import { differencesIn, lists, readPage, withLists } from './engine-page.ts';

const page = readPage();

describe('docs/engine.md', () => {
  it('lists the operations and differences that there are (else run: node test/docs/engine-page.ts)', () => {
    expect(page).toBe(withLists(page));
  });

  it('lists more than nothing', () => {
    expect(lists['operations']?.().split(', ').length).toBeGreaterThan(20);
    expect(lists['partiql']?.().split(', ')).toHaveLength(3);
    expect(lists['differences']?.().split('\n').length).toBeGreaterThan(10);
  });

  it('would notice an operation or a difference that is not in it', () => {
    expect(withLists(page.replace('`PutItem`, ', ''))).not.toBe(page.replace('`PutItem`, ', ''));
    const added = differencesIn(
      '| The engine | DynamoDB Local |\n| --- | --- |\n| Is new. | is old | API | |\n',
    );
    expect(added).toEqual([{ here: 'Is new.', local: 'is old' }]);
  });

  it('names a replacement for each legacy parameter, and the engine says the same', () => {
    const rows = [...page.matchAll(/^\| (`[^|]+) \| ValidationException: (use [^|]+?) *\|$/gm)];
    const parameters = rows.flatMap(([, names = '', remedy = '']) =>
      names.split(', ').map((name) => [name.replaceAll('`', '').trim(), remedy] as const),
    );
    expect(parameters).toHaveLength(7);
    for (const [name, remedy] of parameters) {
      const ask = () => createEngine().execute('Query', { TableName: 'orders', [name]: {} });
      expect(ask).toThrow(ValidationException);
      expect(ask).toThrow(new RegExp(`${name} is not supported by this table: ${remedy}`));
    }
  });

  it('says truly how an operation out of scope is answered', () => {
    for (const name of ['CreateBackup', 'CreateGlobalTable', 'ExportTableToPointInTime', 'ImportTable']) {
      const ask = () => createEngine().execute(name, {});
      expect(ask).toThrow(UnknownOperationException);
      expect(ask).toThrow(name);
    }
  });

  it('is one page', () => {
    expect(page.split(/\s+/).length).toBeLessThan(1300);
  });
});
