import { createEngine } from '@keysmith/engine';
import type { Engine } from '@keysmith/engine';
import { beforeAll, describe, expect, it } from 'vitest';
import { brokenRequestFrom } from './breaking.ts';
import { chanceFrom } from './chance.ts';
import { fuzz } from './fuzz.ts';
import type { FuzzTally } from './fuzz.ts';
import { templates } from './requests.ts';

describe('twenty thousand broken requests', () => {
  let tally: FuzzTally;
  beforeAll(() => {
    tally = fuzz({ seed: 20_261_122, requests: 20_000 });
  }, 180_000);

  it('are refused by exceptions of DynamoDB or carried out, in bounded time, and alter nothing that they should not', () => {
    expect(tally.refused + tally.accepted).toBe(20_000);
  });

  it('meet many kinds of refusal, and not only those of the first look', () => {
    expect(tally.refused).toBeGreaterThan(10_000);
    expect(tally.accepted).toBeGreaterThan(1000);
    const { exceptions } = tally;
    for (const name of ['ValidationException', 'SerializationException', 'ResourceNotFoundException']) {
      expect(exceptions[name], name).toBeGreaterThan(100);
    }
    for (const name of [
      'ConditionalCheckFailedException',
      'TransactionCanceledException',
      'UnknownOperationException',
    ]) {
      expect(exceptions[name], name).toBeGreaterThan(10);
    }
  });
});

describe('an engine at fault', () => {
  /** An engine that does something else where a request is refused. */
  const crooked = (instead: (engine: Engine, error: unknown) => void) => (seed: number) => {
    const engine = createEngine({ seed });
    const execute: Engine['execute'] = (operation, input) => {
      try {
        return engine.execute(operation, input);
      } catch (error) {
        if (operation === 'PutItem') instead(engine, error);
        throw error;
      }
    };
    return { ...engine, clock: engine.clock, execute };
  };

  it('is noticed when it crashes, with the request that did it', () => {
    const makeEngine = crooked(() => {
      throw new TypeError('Cannot read properties of undefined');
    });
    expect(() => fuzz({ seed: 3, requests: 2000, makeEngine })).toThrow(
      /^It was answered by no exception of DynamoDB: TypeError: Cannot read[^]*Seed 3, request \d+: PutItem \{/,
    );
  });

  it('is noticed when a refused request alters data', () => {
    const makeEngine = crooked((engine) => {
      const Item = { pk: { S: 'p' }, sk: { S: 'never' } };
      engine.execute('PutItem', { TableName: 'Things', Item });
    });
    expect(() => fuzz({ seed: 3, requests: 2000, makeEngine })).toThrow(/^It altered data\. Seed 3, request/);
  });
});

describe('the generator', () => {
  it('makes the same requests from the same seed, and others from another', () => {
    const made = (seed: number) =>
      Array.from({ length: 200 }, (_, at) => JSON.stringify(brokenRequestFrom(chanceFrom(seed * 1000 + at))));
    expect(made(1)).toEqual(made(1));
    expect(made(1)).not.toEqual(made(2));
  });

  it('breaks every operation', () => {
    const chance = chanceFrom(5);
    const met = new Set(Array.from({ length: 5000 }, () => brokenRequestFrom(chance).operation));
    const operations = Object.keys(templates).filter((name) => name !== 'QueryIndex');
    expect(operations.filter((name) => !met.has(name))).toEqual([]);
  });
});
