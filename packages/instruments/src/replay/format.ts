import type { JsonObject } from '@keysmith/table/door';

/**
 * A run as one JSON file: what each client asked, what the table replied, what that cost, how the items looked before
 * and after, and in which order it all happened. The site's step-through player shows it, and a failing check carries
 * it. `packages/course` has the schema of the same shape.
 */
export interface Replay {
  readonly format: 'keysmith-replay';
  readonly version: 1;
  /** Which instrument made the run: "races", "crashes", … */
  readonly instrument: string;
  /** What was tried, in one sentence. */
  readonly title: string;
  /** Which property broke, in one sentence; absent for a run in which none did. */
  readonly broke?: string;
  readonly seed: number;
  /** What to give `--replay` so that the same run happens again. */
  readonly token: string;
  /** Who takes part, in the order of the columns. */
  readonly clients: readonly ReplayClient[];
  readonly tables: readonly ReplayTable[];
  /** Every item before the first step. */
  readonly start: readonly ItemImage[];
  readonly steps: readonly ReplayStep[];
}

export interface ReplayClient {
  readonly id: string;
  /** Such as "client A" or "the backfill". */
  readonly label: string;
}

export interface ReplayTable {
  /** The logical name: "main". */
  readonly name: string;
  /** Partition key, then sort key. */
  readonly keys: readonly string[];
  readonly indexes: readonly {
    readonly name: string;
    readonly partitionKeys: readonly string[];
    readonly sortKeys: readonly string[];
  }[];
}

/** An item in DynamoDB's JSON, and the logical name of its table. */
export interface ItemImage {
  readonly table: string;
  readonly item: JsonObject;
}

/** What one write did to one item; null stands for "no item". */
export interface ItemChange {
  readonly table: string;
  /** Key attributes in DynamoDB's JSON. */
  readonly key: JsonObject;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
}

interface StepBase {
  /** From 1, without gaps. */
  readonly number: number;
  /** Virtual milliseconds since the run began. */
  readonly atMs: number;
  /** The `id` of a client; absent for what nobody asked for, such as time passing. */
  readonly client?: string;
}

export type ReplayStep = CallStep | ReturnStep | RequestStep | SleepStep | EventStep;

/** A learner's function is called. */
export interface CallStep extends StepBase {
  readonly kind: 'call';
  readonly name: string;
  /** The input as a line of TypeScript. */
  readonly input: string;
}

/** A learner's function ends. */
export interface ReturnStep extends StepBase {
  readonly kind: 'return';
  readonly name: string;
  /** The result as a line of TypeScript; for an error its name and message. */
  readonly result: string;
  readonly threw: boolean;
}

export interface RequestStep extends StepBase {
  readonly kind: 'request';
  readonly operation: string;
  /** Logical name; "" where several are touched. */
  readonly table: string;
  readonly index?: string;
  /** The request in one line, placeholders filled in. */
  readonly detail: string;
  /** DynamoDB's JSON. Identifiers that the SDK draws are named by order of appearance. */
  readonly input: JsonObject;
  readonly status: number;
  readonly reply: JsonObject;
  /** The reply in one line: "1 item", "no item", "condition failed". */
  readonly outcome: string;
  readonly error?: string;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly changes: readonly ItemChange[];
  /** What the instrument did to this request: "the reply is lost", "throttled". */
  readonly fault?: string;
}

export interface SleepStep extends StepBase {
  readonly kind: 'sleep';
  readonly milliseconds: number;
}

/** Something that no client asked for: a crash, time passing, an index that catches up. */
export interface EventStep extends StepBase {
  readonly kind: 'event';
  readonly text: string;
  readonly changes?: readonly ItemChange[];
}
