import { Buffer } from 'node:buffer';
import { writeSync } from 'node:fs';
import { Socket } from 'node:net';

/** The socket to the judge, as bytes. */
export interface Channel {
  write(bytes: Uint8Array): void;
}

export interface ChannelListener {
  /** What came: bytes of the listener's own. */
  bytes(chunk: Buffer): void;
  /** The judge has left. */
  closed(): void;
}

const READ_BYTES = 65_536;

/**
 * Opens the socket at a descriptor. It reads into one buffer and writes at once, past Node's streams: a jail makes some
 * thousands of exchanges, and streams are much code for a process that has compiled none of it yet.
 */
export function openChannel(fd: number, { bytes, closed }: ChannelListener): Channel {
  const socket = new Socket({
    fd,
    readable: true,
    writable: true,
    onread: {
      buffer: Buffer.alloc(READ_BYTES),
      callback(length, buffer) {
        bytes(Buffer.from(buffer.subarray(0, length)));
        return true;
      },
    },
  });
  socket.on('close', closed);
  socket.on('error', closed);
  socket.resume();
  return {
    write(given) {
      // What waits already comes first.
      const rest = socket.writableLength > 0 ? given : writeNow(fd, given);
      if (rest.length > 0) socket.write(rest);
    },
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
