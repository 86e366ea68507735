import type { BaseChange } from '../storage/secondary-index.ts';
import type { ChangeListener } from '../storage/table.ts';
import { type KeySchema, keyItem } from '../storage/schema.ts';
import { newBag } from '../values/bag.ts';
import { itemSize } from '../values/size.ts';
import type { Item } from '../values/types.ts';

export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

export interface StreamIdentity {
  readonly arn: string;
  readonly label: string;
  readonly tableName: string;
  readonly viewType: StreamViewType;
  readonly schema: KeySchema;
  readonly region: string;
  readonly createdMs: number;
}

/** A change record; its images are shared with the table and never changed in place. */
export interface StreamRecord {
  /** Position in the stream since its creation, from 1. */
  readonly position: number;
  readonly atMs: number;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly keys: Item;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  readonly byService: boolean;
}

export const RETENTION_MS = 24 * 60 * 60 * 1000;
const SEQUENCE_DIGITS = 21;
const SEQUENCE_BASE = 100_000_000_000_000_000_000n;
const SEQUENCE_STEP = 7919n;

/** Sequence numbers grow with the position; nothing else about them is promised. */
export function sequenceNumber(position: number): string {
  return (SEQUENCE_BASE + BigInt(position) * SEQUENCE_STEP).toString().padStart(SEQUENCE_DIGITS, '0');
}

/** The position that a sequence number stands for, or undefined where this engine never made it. */
export function positionOf(sequence: string): number | undefined {
  if (!/^\d{21,40}$/.test(sequence)) return undefined;
  const offset = BigInt(sequence) - SEQUENCE_BASE;
  return offset > 0n && offset % SEQUENCE_STEP === 0n ? Number(offset / SEQUENCE_STEP) : undefined;
}

/**
 * One table's stream: a single shard that stays open while the stream is enabled. Each record is in the stream once,
 * in the order of the writes, for 24 hours. Source: "Change data capture for DynamoDB Streams", Developer Guide.
 */
export class Stream implements ChangeListener {
  readonly identity: StreamIdentity;
  readonly shardId: string;
  /** Undefined while the stream is enabled. */
  closedMs: number | undefined;
  private records: StreamRecord[] = [];
  private trimmedTo = 0;
  private readonly now: () => number;

  constructor(identity: StreamIdentity, now: () => number) {
    this.identity = identity;
    this.now = now;
    this.shardId = `shardId-${String(identity.createdMs).padStart(20, '0')}-keysmith`;
  }

  /** An independent stream with the same records. */
  copy(now: () => number): Stream {
    const copy = new Stream(this.identity, now);
    copy.closedMs = this.closedMs;
    copy.records = this.records.slice();
    copy.trimmedTo = this.trimmedTo;
    return copy;
  }

  changed({ before, after }: BaseChange, byService: boolean): void {
    const item = (after ?? before)!.item;
    this.records.push({
      position: this.lastPosition + 1,
      atMs: this.now(),
      eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
      keys: keyItem(this.identity.schema, item, newBag()),
      before: before?.item,
      after: after?.item,
      byService,
    });
  }

  get lastPosition(): number {
    return this.trimmedTo + this.records.length;
  }

  /** The oldest position that can still be read. */
  get horizon(): number {
    const oldest = this.now() - RETENTION_MS;
    let gone = 0;
    while (gone < this.records.length && this.records[gone]!.atMs <= oldest) gone++;
    if (gone > 0) {
      this.records = this.records.slice(gone);
      this.trimmedTo += gone;
    }
    return this.trimmedTo + 1;
  }

  /** Up to `limit` records from a position on. */
  read(position: number, limit: number): readonly StreamRecord[] {
    const start = Math.max(position, this.horizon) - this.trimmedTo - 1;
    return this.records.slice(start, start + limit);
  }
}

/** A record as GetRecords answers it. */
export function wireRecord(
  record: StreamRecord,
  { viewType, region }: StreamIdentity,
): Record<string, unknown> {
  const withNew = viewType === 'NEW_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES';
  const withOld = viewType === 'OLD_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES';
  const images = [withNew ? record.after : undefined, withOld ? record.before : undefined];
  const size = [record.keys, ...images].reduce((bytes, image) => bytes + (image ? itemSize(image) : 0), 0);
  return {
    eventID: sequenceNumber(record.position).padStart(32, '0'),
    eventName: record.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    ...(record.byService ? { userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' } } : {}),
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(record.atMs / 1000),
      Keys: record.keys,
      ...(images[0] ? { NewImage: images[0] } : {}),
      ...(images[1] ? { OldImage: images[1] } : {}),
      SequenceNumber: sequenceNumber(record.position),
      SizeBytes: size,
      StreamViewType: viewType,
    },
  };
}
