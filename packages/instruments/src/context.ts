import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * What every function of a learner gets as its first argument. Time and chance come from here and
 * nowhere else, because the checks set them.
 */
export interface Context {
  /** The AWS SDK's document client, connected to the table under test. */
  readonly client: DynamoDBDocumentClient;
  /** Real table names by the names that `table.ts` gives them: `tables.main`. */
  readonly tables: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch, in virtual time. */
  now(): number;
  /** A new identifier, never given out before. Rising in the order of the calls. */
  newId(): string;
  /** Waits in virtual time. */
  sleep(milliseconds: number): Promise<void>;
}

/** What `table.ts` exports as `tables`: CreateTable inputs without a name, by the names that the code uses. */
export type Tables = Readonly<Record<string, Omit<CreateTableCommandInput, 'TableName'>>>;
