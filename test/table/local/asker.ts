// A process that starts a table server and then ends in the way its first argument names. Not a test: tests run it.
import { startTable } from '@keysmith/table';

const server = await startTable('dynamodb-local');
process.stdout.write(`${JSON.stringify(server.address)}\n`);

const ends: Record<string, () => void> = {
  // The ordinary case of somebody who forgot to close: nothing left to do, so the process ends.
  forget: () => {},
  exit: () => process.exit(0),
  throw: () => {
    throw new Error('an exception that nobody catches');
  },
  wait: () => void setInterval(() => {}, 1000),
};
ends[process.argv[2] ?? '']?.();
