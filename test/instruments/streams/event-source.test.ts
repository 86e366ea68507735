import { describe, expect, it } from 'vitest';
import type { Consumer } from '../../../packages/instruments/src/streams/consumer.ts';
import { handOver } from '../../../packages/instruments/src/streams/event-source.ts';
import { sequenceOf, type StreamRecord } from '../../../packages/instruments/src/streams/records.ts';
import { Trace } from '@keysmith/instruments';

const batch = ['1', '2', '3', '4'].map((SequenceNumber): StreamRecord => ({
  eventName: 'INSERT',
  dynamodb: { SequenceNumber },
}));

type Answer = { readonly result?: unknown; readonly error?: { name: string; message: string } } | 'stopped';

/** A consumer that answers its calls in turn, and notes which records each was given. */
function consumerThat(...answers: Answer[]): Consumer & { readonly got: string[] } {
  const got: string[] = [];
  return {
    name: 'consumer',
    got,
    process(records) {
      got.push(records.map(sequenceOf).join(''));
      const answer = answers[got.length - 1] ?? answers.at(-1) ?? {};
      return Promise.resolve(answer === 'stopped' ? answer : { ...answer, trace: new Trace([]) });
    },
  };
}

const failed = (...itemIdentifiers: unknown[]) => ({
  result: { batchItemFailures: itemIdentifiers.map((itemIdentifier) => ({ itemIdentifier })) },
});

describe('handing over a batch', () => {
  it.each([
    ['nothing', undefined],
    ['an empty list', { batchItemFailures: [] }],
    ['no list', { batchItemFailures: null }],
    ['failures under another name', { failures: ['2'] }],
    ['a text', 'all failed'],
  ])('takes a batch for done when the handler returns %s', async (_what, result) => {
    const consumer = consumerThat({ result });
    expect(await handOver(consumer, batch)).toBeUndefined();
    expect(consumer.got).toEqual(['1234']);
  });

  it('delivers from the first failed record on, whatever the order in which they are named', async () => {
    const consumer = consumerThat(failed('4', '2'), {});
    expect(await handOver(consumer, batch)).toBeUndefined();
    expect(consumer.got).toEqual(['1234', '234']);
  });

  it.each([
    ['an unknown number', failed('7')],
    ['no text', failed(null)],
    ['one wrong of two', failed('3', '')],
  ])('delivers all again when a failure is named by %s', async (_what, answer) => {
    const consumer = consumerThat(answer, {});
    await handOver(consumer, batch);
    expect(consumer.got).toEqual(['1234', '1234']);
  });

  it('delivers all again after an error and after a crash', async () => {
    const consumer = consumerThat({ error: { name: 'Error', message: 'no' } }, 'stopped', {});
    expect(await handOver(consumer, batch)).toBeUndefined();
    expect(consumer.got).toEqual(['1234', '1234', '1234']);
  });

  it('says what blocks the shard when nothing gets on', async () => {
    const consumer = consumerThat({ error: { name: 'TypeError', message: 'no degrees' } });
    expect(await handOver(consumer, batch)).toBe('threw TypeError: no degrees at each of 5 attempts');
    expect(consumer.got).toHaveLength(5);
  });

  it('waits on as long as the batch gets shorter', async () => {
    const consumer = consumerThat(
      failed('2'),
      failed('2'),
      failed('2'),
      failed('3'),
      failed('4'),
      failed('4'),
      {},
    );
    expect(await handOver(consumer, batch)).toBeUndefined();
    expect(consumer.got).toEqual(['1234', '234', '234', '234', '34', '4', '4']);
  });
});
