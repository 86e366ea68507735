import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openChildsChannel } from '../../../packages/grader/src/jail/channel.ts';

const CHILD = join(import.meta.dirname, 'channel-child.ts');

function start(what: 'echo' | 'flood' | 'farewell'): { child: ChildProcess; socket: Duplex } {
  const child = spawn(process.execPath, [CHILD, what], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] });
  onTestFinished(() => void child.kill());
  return { child, socket: child.stdio[3] as Duplex };
}

describe('the channel of a jail', () => {
  it('brings bytes of its own, also while more of them come', async () => {
    const { socket } = start('echo');
    const sent = Array.from({ length: 200 }, (_, at) => Buffer.alloc(1 + ((at * 104_729) % 9000), at));
    for (const bytes of sent) socket.write(bytes);
    const whole = Buffer.concat(sent);
    let received = Buffer.alloc(0);
    for await (const chunk of socket) {
      received = Buffer.concat([received, chunk as Buffer]);
      if (received.length >= whole.length) break;
    }
    expect(received.equals(whole)).toBe(true);
  });

  it('keeps all bytes and their order when the other side does not read', async () => {
    const { socket } = start('flood');
    await once(socket, 'readable');
    socket.read();
    socket.write('now');
    // It has written all that there is room for once something can be read, and read it is only then.
    await once(socket, 'readable');
    let place = 0;
    let isOver = false;
    for await (const chunk of socket) {
      for (const byte of chunk as Buffer) {
        if (byte === 255) isOver = true;
        else if (byte !== (place += 1) % 251) throw new Error(`byte ${place} is ${byte}`);
      }
      if (isOver) break;
    }
    expect(place).toBe(
      Array.from({ length: 400 }, (_, at) => 1 + ((at * 7919) % 30_000)).reduce((a, b) => a + b),
    );
  });

  it('ends with the process at its other end', async () => {
    const { child, socket } = start('flood');
    await once(socket, 'readable');
    socket.write('now');
    await once(socket, 'readable');
    socket.destroy();
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(7);
  });
});

/** The stream as it would be if Node kept its socket elsewhere. */
function withoutHandle(stream: Duplex): Duplex {
  return new Proxy(stream, {
    get: (target, name) => {
      const value = name === '_handle' ? undefined : (Reflect.get(target, name) as unknown);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

it('takes the socket out of the stream, as Node keeps it today', ({ skip }) => {
  if (process.platform === 'win32') skip('Sockets have no descriptors on Windows.');
  const { socket } = start('echo');
  const channel = openChildsChannel(socket, { bytes: () => undefined, closed: () => undefined });
  // Where this fails, grading still works, by the stream, and takes some per cent longer.
  expect(socket.destroyed).toBe(true);
  channel.destroy();
});

describe.each([
  ['past the stream', (stream: Duplex) => stream],
  ['by the stream, where nothing else is there', withoutHandle],
])("the judge's end, %s", (_, given) => {
  it('brings all bytes in their order, and takes more than the socket has room for', async () => {
    const { socket } = start('echo');
    const sent = Array.from({ length: 300 }, (_, at) => Buffer.alloc(1 + ((at * 7919) % 60_000), at));
    const whole = Buffer.concat(sent);
    const chunks: Buffer[] = [];
    let length = 0;
    const { promise: isAll, resolve } = Promise.withResolvers<void>();
    const channel = openChildsChannel(given(socket), {
      bytes(chunk) {
        chunks.push(chunk);
        length += chunk.length;
        if (length >= whole.length) resolve();
      },
      closed: () => undefined,
    });
    for (const bytes of sent) channel.write(bytes);
    await isAll;
    expect(Buffer.concat(chunks).equals(whole)).toBe(true);
  });

  it('gives all that was sent before it says that the child has left, and nothing after that', async () => {
    const { socket } = start('farewell');
    const told: (number | 'closed')[] = [];
    const { promise: isClosed, resolve } = Promise.withResolvers<void>();
    const channel = openChildsChannel(given(socket), {
      bytes: (chunk) => void told.push(chunk.length),
      closed: () => {
        told.push('closed');
        resolve();
      },
    });
    await isClosed;
    channel.write(Buffer.from('too late'));
    channel.destroy();
    await new Promise((resolve) => setImmediate(resolve));
    expect(told.pop()).toBe('closed');
    expect(told.reduce<number>((sum, length) => sum + Number(length), 0)).toBe(4096);
  });

  it('ends the child when it is destroyed', async () => {
    const { child, socket } = start('echo');
    const channel = openChildsChannel(given(socket), {
      bytes: () => channel.destroy(),
      closed: () => undefined,
    });
    channel.write(Buffer.from('!'));
    expect(await once(child, 'close')).toEqual([7, null]);
  });
});
