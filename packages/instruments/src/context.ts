import type { CreateTableCommandInput, TimeToLiveSpecification } from '@aws-sdk/client-dynamodb';
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

/**
 * A table's definition: a CreateTable input without a name. Time to live, which the API sets with a request of its own
 * (UpdateTimeToLive), stands in it as it does in a CloudFormation template.
 */
export interface Table extends Omit<CreateTableCommandInput, 'TableName'> {
  readonly TimeToLiveSpecification?: TimeToLiveSpecification;
}

/** What `table.ts` exports as `tables`: definitions by the names that the code uses. */
export type Tables = Readonly<Record<string, Table>>;
