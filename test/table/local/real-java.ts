import { beforeEach } from 'vitest';
import { findJava } from '../../../packages/table/src/local/java.ts';

const lacking = await findJava(process.env).then(
  () => undefined,
  (error: Error) => error.message,
);

/** Whether this machine can run DynamoDB Local. */
export const hasJava = lacking === undefined;

/** Skips every test of the file on a machine without Java, and says what to install. */
export function needJava(): void {
  beforeEach(({ skip }) => skip(lacking !== undefined, lacking));
}
