import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { TableError } from '../errors.ts';

/** A port that nobody listened on a moment ago. Another program may still take it before it is used. */
export function findFreePort(): Promise<number> {
  return portOfBriefListener(0);
}

/** @throws {TableError} 'table.port-taken' when somebody listens on the port already, or it may not be used. */
export async function requireFreePort(port: number): Promise<number> {
  try {
    return await portOfBriefListener(port);
  } catch (cause) {
    throw portTaken(port, cause);
  }
}

/** The error for a port that was asked for and cannot be had. */
export function portTaken(port: number, cause?: unknown): TableError {
  return new TableError(
    'table.port-taken',
    `Port ${port} cannot be used for the table: another program listens on it, or you may not use it. ` +
      'End that program, ask for another port, or ask for none, and a free one is chosen.',
    { cause },
  );
}

/** Listens on every interface for a moment, as DynamoDB Local will. */
function portOfBriefListener(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = createServer();
    listener.once('error', reject);
    listener.listen(port, () => {
      const { port: given } = listener.address() as AddressInfo;
      listener.close(() => resolve(given));
    });
  });
}
