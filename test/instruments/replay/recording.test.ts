import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../packages/instruments/src/replay/recording.ts';
import type { RecordedRequest } from '../../../packages/instruments/src/recorder/trace.ts';

const request = (operation: string, more: Partial<RecordedRequest> = {}): RecordedRequest => ({
  operation,
  input: {},
  reply: {},
  table: 'main',
  detail: '',
  readUnits: 0,
  writeUnits: 0,
  ...more,
});

describe('a reply in a few words', () => {
  it.each([
    [request('GetItem'), 'no item'],
    [
      request('GetItem', {
        input: { Key: { pk: { S: 'x' } } },
        reply: { Item: { pk: { S: 'x' }, n: { N: '2' } } },
      }),
      '{ n: 2 }',
    ],
    [request('PutItem'), 'done'],
    [request('Query', { returned: 1 }), '1 item'],
    [request('Query', { returned: 0 }), '0 items'],
    [request('Query', { returned: 2, reply: { LastEvaluatedKey: {} } }), '2 items, and more to come'],
    [
      request('BatchGetItem', { returned: 3, reply: { UnprocessedKeys: { main: {} } } }),
      '3 items, the rest unprocessed',
    ],
    [request('BatchWriteItem', { reply: { UnprocessedItems: {} } }), 'done'],
    [
      request('PutItem', { error: 'ConditionalCheckFailedException' }),
      'refused: the condition does not hold',
    ],
    [request('PutItem', { error: 'ProvisionedThroughputExceededException' }), 'refused: throttled'],
    [request('PutItem', { error: 'ValidationException' }), 'refused: ValidationException'],
    [
      request('TransactWriteItems', {
        error: 'TransactionCanceledException',
        reply: { CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }] },
      }),
      'cancelled: None, ConditionalCheckFailed',
    ],
  ])('%# reads as a sentence', (recorded, words) => {
    expect(outcomeOf(recorded)).toBe(words);
  });
});
