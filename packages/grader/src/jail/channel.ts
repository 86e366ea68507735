import { Buffer } from 'node:buffer';
import { writeSync } from 'node:fs';
import { Socket, type SocketConstructorOpts } from 'node:net';
import type { Duplex } from 'node:stream';

/** A socket between judge and jail, as bytes, seen from one of the two. */
export interface Channel {
  /** What is written once it is closed goes nowhere. */
  write(bytes: Uint8Array): void;
  destroy(): void;
}

export interface ChannelListener {
  /** What came: bytes of the listener's own. */
  bytes(chunk: Buffer): void;
  /** The other side has left, or the channel was destroyed. */
  closed(): void;
}

/** What Node's sockets have below them. It is no part of Node's documentation. */
interface SocketHandle {
  /** Less than 0 once it is closed, and always on Windows. */
  readonly fd: number;
}

const READ_BYTES = 65_536;

/**
 * Opens a socket by its descriptor or by what Node has of it. It reads into one buffer and writes at once, past Node's
 * streams: there are some thousands of exchanges for each submission, and in a jail nothing of the streams' code is
 * compiled.
 */
export function openChannel(end: number | SocketHandle, { bytes, closed }: ChannelListener): Channel {
  const socket = new Socket({
    ...(typeof end === 'number' ? { fd: end } : { handle: end }),
    readable: true,
    writable: true,
    onread: {
      buffer: Buffer.alloc(READ_BYTES),
      callback(length, buffer) {
        bytes(Buffer.from(buffer.subarray(0, length)));
        return true;
      },
    },
  } as SocketConstructorOpts);
  socket.on('close', closed);
  // It is closed then, too.
  socket.on('error', () => undefined);
  socket.resume();
  return {
    write(given) {
      if (socket.destroyed) return;
      // What waits already comes first.
      const rest =
        socket.writableLength > 0 ? given : writeNow(typeof end === 'number' ? end : end.fd, given);
      if (rest.length > 0) socket.write(rest);
    },
    destroy: () => void socket.destroy(),
  };
}

/**
 * Opens the end of a child's socket that this process has. Node gives it as a stream: the socket is taken out of that, and
 * where Node keeps it in another way some day, the stream does the same more slowly.
 */
export function openChildsChannel(stream: Duplex, listener: ChannelListener): Channel {
  const handle = handleOf(stream);
  if (handle === undefined) return streamed(stream, listener);
  Object.assign(stream, { _handle: null });
  // Node waits for its stream, too, before it says that the child is gone.
  stream.destroy();
  return openChannel(handle, listener);
}

function handleOf(stream: Duplex): SocketHandle | undefined {
  const { _handle: handle } = stream as { _handle?: Partial<SocketHandle> | null };
  const { fd } = handle ?? {};
  return typeof fd === 'number' && fd >= 0 ? (handle as SocketHandle) : undefined;
}

function streamed(stream: Duplex, { bytes, closed }: ChannelListener): Channel {
  stream.on('data', bytes);
  stream.on('close', closed);
  stream.on('error', () => undefined);
  return {
    write: (given) => void (stream.writable && stream.write(given)),
    destroy: () => void stream.destroy(),
  };
}

/**
 * Gives what the socket has no room for now: Node has made its descriptor one that never waits. Gives all of it if the
 * socket is broken, which the stream knows how to tell.
 */
function writeNow(fd: number, bytes: Uint8Array): Uint8Array {
  try {
    return bytes.subarray(writeSync(fd, bytes));
  } catch {
    return bytes;
  }
}
