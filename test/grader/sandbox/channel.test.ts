import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';

const CHILD = join(import.meta.dirname, 'channel-child.ts');

function start(what: 'echo' | 'flood'): { child: ChildProcess; socket: Duplex } {
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
