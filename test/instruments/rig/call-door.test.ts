import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '@keysmith/table';
import { describe, expect, it } from 'vitest';
import { callDoor } from '../../../packages/instruments/src/rig/call-door.ts';
import { fakeDoor } from '../fake-door.ts';

const put = () => new PutCommand({ TableName: 'keysmith-main', Item: { pk: 'a', sk: 1 } });
const request = { operation: 'PutItem', input: {} };

describe('the door of a call', () => {
  it('knows which requests nobody waited for, and waits for them', async () => {
    const gate = Promise.withResolvers<object>();
    const inner = fakeDoor(() => gate.promise as never);
    const door = callDoor(inner, 'fn');
    void documentClient(door).send(put());
    const settled = door.settle();
    setImmediate(() => gate.resolve({}));
    expect(await settled).toEqual(['PutItem']);
    expect(inner.sent).toHaveLength(1);
    expect(await door.settle()).toEqual([]);
  });

  it('notices a request that begins only after the function has returned, and is answered at once', async () => {
    const inner = fakeDoor();
    const door = callDoor(inner, 'fn');
    void documentClient(door).send(put());
    expect(inner.sent).toHaveLength(0);
    expect(await door.settle()).toEqual(['PutItem']);
  });

  it('waits for a request that fails, too', async () => {
    const door = callDoor({ send: () => Promise.reject(new Error('gone')) }, 'fn');
    const sent = door.send(request);
    expect(await Promise.all([door.settle(), sent.catch((error: Error) => error.message)])).toEqual([
      ['PutItem'],
      'gone',
    ]);
  });

  it('answers no more when there are too many requests and waits, and says who makes them', async () => {
    const inner = fakeDoor();
    const door = callDoor(inner, 'listNotes', { requestsMax: 3 });
    await door.send(request);
    await door.slept();
    await door.send(request);
    const loop = door.send(request).then(
      () => 'answered',
      () => 'refused',
    );
    await expect(door.endless).rejects.toThrow(
      'expected listNotes to come to an end, but after 3 requests it still went on',
    );
    expect(await Promise.race([loop, new Promise((resolve) => setImmediate(resolve, 'never'))])).toBe(
      'never',
    );
    expect(inner.sent).toHaveLength(2);
  });
});
