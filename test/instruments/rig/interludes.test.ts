import { describe, expect, it } from 'vitest';
import { withInterludes } from '../../../packages/instruments/src/rig/interludes.ts';
import { fakeDoor } from '../fake-door.ts';

const request = (operation: string) => ({ operation, input: {} });

describe('interludes', () => {
  it('come before each request, with its number', async () => {
    const seen: string[] = [];
    const inner = fakeDoor(({ operation }) => {
      seen.push(operation);
      return {};
    });
    const door = withInterludes(inner, (number, { operation }) => void seen.push(`${number} ${operation}`));
    await door.send(request('GetItem'));
    await door.send(request('PutItem'));
    expect(seen).toEqual(['1 GetItem', 'GetItem', '2 PutItem', 'PutItem']);
    expect(door.failure).toBeUndefined();
  });

  it('keep the first thing that went wrong in one, even if the code swallows it', async () => {
    const inner = fakeDoor();
    const door = withInterludes(inner, (number) => {
      throw new Error(`interlude ${number}`);
    });
    await door.send(request('GetItem')).catch(() => undefined);
    await door.send(request('GetItem')).catch(() => undefined);
    expect(door.failure).toEqual({ error: new Error('interlude 1') });
    expect(inner.sent).toEqual([]);
  });

  it('are nothing where none are given', async () => {
    const inner = fakeDoor();
    await withInterludes(inner, undefined).send(request('Scan'));
    expect(inner.sent).toEqual([request('Scan')]);
  });
});
