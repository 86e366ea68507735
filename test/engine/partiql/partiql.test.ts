import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@keysmith/engine';
import { refusal, things } from '../table.ts';

function statements() {
  const { engine } = things();
  const execute = (Statement: string, Parameters?: JsonObject[], more: JsonObject = {}) =>
    engine.execute('ExecuteStatement', { Statement, ...(Parameters ? { Parameters } : {}), ...more });
  for (const sk of ['a', 'b', 'c'])
    execute(
      `INSERT INTO "Things" VALUE {'pk': 'p', 'sk': ?, 'n': 1, 'tags': <<'x', 'y'>>, 'm': {'k': [1, TRUE, NULL]}}`,
      [{ S: sk }],
    );
  return { engine, execute };
}

describe('ExecuteStatement', () => {
  it('inserts once', () => {
    const { execute } = statements();
    expect(execute(`SELECT * FROM Things WHERE pk = 'p' AND sk = 'a'`)['Items']).toEqual([
      {
        pk: { S: 'p' },
        sk: { S: 'a' },
        n: { N: '1' },
        tags: { SS: ['x', 'y'] },
        m: { M: { k: { L: [{ N: '1' }, { BOOL: true }, { NULL: true }] } } },
      },
    ]);
    expect(refusal(() => execute(`INSERT INTO Things VALUE {'pk': 'p', 'sk': 'a'}`)).name).toBe(
      'DuplicateItemException',
    );
  });

  it.each([
    [`SELECT sk FROM Things WHERE pk = 'p' AND sk > 'a'`, ['b', 'c']],
    [`SELECT sk FROM Things WHERE pk = 'p' AND sk BETWEEN 'a' AND 'b'`, ['a', 'b']],
    [`SELECT sk FROM Things WHERE pk = 'p' AND begins_with(sk, 'c')`, ['c']],
    [`SELECT sk FROM Things WHERE pk = 'p' ORDER BY sk DESC`, ['c', 'b', 'a']],
    [`SELECT sk FROM Things WHERE pk IN ['q', 'p'] AND n = 1`, ['a', 'b', 'c']],
    [`SELECT sk FROM Things WHERE n = 2`, []],
    [`SELECT sk FROM Things WHERE pk = 'p' AND (sk = 'a' OR sk = 'c')`, ['a', 'c']],
    [`SELECT sk FROM Things WHERE pk = 'p' AND nothing IS NOT MISSING`, []],
    [`SELECT sk FROM Things WHERE pk = 'p' AND contains(tags, 'x') AND m.k[0] = 1 AND sk <> 'b'`, ['a', 'c']],
  ])('selects: %s', (statement, expected) => {
    const { execute } = statements();
    expect((execute(statement)['Items'] as { sk: { S: string } }[]).map(({ sk }) => sk.S)).toEqual(expected);
  });

  it('pages by token', () => {
    const { execute } = statements();
    const first = execute(`SELECT sk FROM Things WHERE pk = 'p'`, undefined, { Limit: 2 });
    expect(first['Items']).toHaveLength(2);
    const second = execute(`SELECT sk FROM Things WHERE pk = 'p'`, undefined, {
      Limit: 2,
      NextToken: first['NextToken'],
    });
    expect(second['Items']).toEqual([{ sk: { S: 'c' } }]);
    expect(second['NextToken']).toBeUndefined();
  });

  it('updates and deletes by the whole key', () => {
    const { execute } = statements();
    const updated = execute(
      `UPDATE Things SET n = n + 4 SET tags = set_add(tags, <<'z'>>) REMOVE m WHERE pk = 'p' AND sk = 'a' RETURNING ALL NEW *`,
    );
    expect(updated['Items']).toEqual([
      { pk: { S: 'p' }, sk: { S: 'a' }, n: { N: '5' }, tags: { SS: ['x', 'y', 'z'] } },
    ]);
    expect(
      execute(`DELETE FROM Things WHERE pk = 'p' AND sk = 'a' RETURNING ALL OLD *`)['Items'],
    ).toHaveLength(1);
    expect(refusal(() => execute(`UPDATE Things SET n = 1 WHERE pk = 'p' AND sk = 'a'`)).name).toBe(
      'ConditionalCheckFailedException',
    );
    expect(refusal(() => execute(`DELETE FROM Things WHERE pk = 'p'`)).message).toContain(
      'mandatory equality on all key attributes',
    );
  });

  it.each([
    '',
    'SELEC * FROM Things',
    'SELECT * FROM',
    `SELECT * FROM Things WHERE`,
    'SELECT * FROM Things WHERE pk = ?',
    `INSERT INTO Things VALUE {'pk': }`,
    'DROP TABLE Things',
    'SELECT * FROM Things; SELECT',
    `SELECT * FROM Things WHERE pk = 'p`,
  ])('refuses "%s"', (statement) => {
    const { execute } = statements();
    expect(refusal(() => execute(statement)).name).toBe('ValidationException');
  });
});

describe('several statements', () => {
  it('of a batch fail by themselves', () => {
    const { engine } = statements();
    const Statements = [
      `UPDATE Things SET n = 9 WHERE pk = 'p' AND sk = 'a'`,
      `INSERT INTO Things VALUE {'pk': 'p', 'sk': 'a'}`,
    ].map((Statement) => ({ Statement }));
    expect(engine.execute('BatchExecuteStatement', { Statements })['Responses']).toMatchObject([
      { TableName: 'Things' },
      { Error: { Code: 'DuplicateItem' } },
    ]);
  });

  it('of a transaction fail together', () => {
    const { engine, execute } = statements();
    const TransactStatements = [
      `UPDATE Things SET n = 9 WHERE pk = 'p' AND sk = 'a'`,
      `EXISTS(SELECT * FROM Things WHERE pk = 'p' AND sk = 'z' AND n = 1)`,
    ].map((Statement) => ({ Statement }));
    const reasons = refusal(() => engine.execute('ExecuteTransaction', { TransactStatements })).details[
      'CancellationReasons'
    ];
    expect(reasons).toMatchObject([{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }]);
    expect(execute(`SELECT n FROM Things WHERE pk = 'p' AND sk = 'a'`)['Items']).toEqual([{ n: { N: '1' } }]);
  });
});
