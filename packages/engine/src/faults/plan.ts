import type { LagBound } from '../storage/view.ts';

/**
 * Legal misbehaviour. Everything here is off unless a plan asks for it, and happens by seed or by script, so that a
 * run can be repeated. Each member names the page of the Developer Guide that allows the behaviour.
 */
export interface TableFaults {
  /** Global indexes lag behind their table. "Using global secondary indexes: data synchronization between tables". */
  readonly indexLag?: LagBound;
  /** Eventually consistent reads of the table and its local indexes lag. "DynamoDB read consistency". */
  readonly readLag?: LagBound;
  /** Partition and table limits hold. "Burst and adaptive capacity", "Troubleshooting throttling". */
  readonly throttle?: boolean | ThrottleLimits;
  /** Probability 0..1 that a batch leaves items undone. "BatchGetItem", "BatchWriteItem": UnprocessedKeys and …Items. */
  readonly unprocessed?: number;
  /** Probability that a page ends early. API reference of Query and Scan: LastEvaluatedKey. */
  readonly earlyPages?: number;
  /** Probability of a transaction conflict. "Amazon DynamoDB transactions: how it works", conflict handling. */
  readonly conflicts?: number;
  /** Probability that a request is carried out and its reply lost. "Error handling with DynamoDB": retries. */
  readonly lostReplies?: number;
}

/** Units per second of virtual time for one partition key value. */
export interface ThrottleLimits {
  readonly partitionReadUnits?: number;
  readonly partitionWriteUnits?: number;
  /** Seconds of unused table capacity that a burst may use; at most 300 on the service. */
  readonly burstSeconds?: number;
}

export type FaultKind =
  'throttle' | 'unprocessed' | 'early-page' | 'conflict' | 'lost-reply' | 'server-error';

/** One fault at the k-th call (from 1) that fits `operation` and `table`; without them every call counts. */
export interface ScriptedFault {
  readonly call: number;
  readonly fault: FaultKind;
  readonly operation?: string;
  readonly table?: string;
  /** How many items a batch still does or a page still reads; by default a seeded part. */
  readonly keep?: number;
}

export interface FaultPlan {
  /** By table name; `*` is for all others. */
  readonly tables?: Readonly<Record<string, TableFaults>>;
  readonly script?: readonly ScriptedFault[];
}

/**
 * The reply of a request that was carried out did not arrive. Named like a client's own time-out, because that is
 * what a program sees, and so that SDKs treat it alike. No part of the wire protocol: doors drop the connection.
 */
export class ReplyLostError extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'ECONNRESET';
  constructor(operation: string) {
    super(`The reply to ${operation} was lost after the request had been carried out`);
  }
}
