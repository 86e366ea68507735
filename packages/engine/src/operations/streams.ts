import type { Database } from '../database.ts';
import {
  ExpiredIteratorException,
  ResourceNotFoundException,
  TrimmedDataAccessException,
  ValidationException,
} from '../errors.ts';
import { positionOf, RETENTION_MS, sequenceNumber, type Stream, wireRecord } from '../streams/stream.ts';
import { attributes, integer, oneOf, required, type Shape, text } from '../validation/shape.ts';
import { byteStringToBase64, base64ToByteString, isBase64 } from '../values/base64.ts';
import type { JsonObject } from '../values/types.ts';
import { operation } from './operation.ts';

/** Sources: API reference of the streams operations: 1,000 records a call, iterators good for 15 minutes. */
const RECORDS_MAX = 1000;
const STREAMS_MAX = 100;
const ITERATOR_MS = 15 * 60 * 1000;
const arn = required({ ...text, min: 37, max: 1024 });

function streamOf(database: Database, streamArn: string): Stream {
  const stream = database.streams.get(streamArn);
  const closed = stream?.closedMs;
  if (stream === undefined || (closed !== undefined && database.clock.now() - closed > RETENTION_MS)) {
    throw new ResourceNotFoundException(`Requested resource not found: Stream: ${streamArn} not found`);
  }
  return stream;
}

interface ListInput {
  readonly TableName?: string;
  readonly Limit?: number;
  readonly ExclusiveStartStreamArn?: string;
}

export const listStreams = operation<ListInput>(
  { TableName: text, Limit: { ...integer, min: 1, max: STREAMS_MAX }, ExclusiveStartStreamArn: text },
  (database, input) => {
    const all = [...database.streams.values()]
      .map((stream) => stream.identity)
      .filter(({ tableName }) => input.TableName == null || tableName === input.TableName);
    const start = all.findIndex(({ arn: one }) => one === input.ExclusiveStartStreamArn) + 1;
    const page = all.slice(start, start + (input.Limit ?? STREAMS_MAX));
    const reply: JsonObject = {
      Streams: page.map(({ arn: StreamArn, tableName: TableName, label: StreamLabel }) => ({
        StreamArn,
        TableName,
        StreamLabel,
      })),
    };
    if (start + page.length < all.length) reply['LastEvaluatedStreamArn'] = page[page.length - 1]!.arn;
    return reply;
  },
);

interface DescribeInput {
  readonly StreamArn: string;
  readonly Limit?: number;
  readonly ExclusiveStartShardId?: string;
}

export const describeStream = operation<DescribeInput>(
  {
    StreamArn: arn,
    Limit: { ...integer, min: 1, max: 100 },
    ExclusiveStartShardId: text,
    ShardFilter: attributes,
  },
  (database, input) => {
    const stream = streamOf(database, input.StreamArn);
    const { identity } = stream;
    const range: JsonObject = { StartingSequenceNumber: sequenceNumber(1) };
    if (stream.closedMs !== undefined)
      range['EndingSequenceNumber'] = sequenceNumber(stream.lastPosition + 1);
    const shards =
      input.ExclusiveStartShardId == null ? [{ ShardId: stream.shardId, SequenceNumberRange: range }] : [];
    const { hash, range: sort } = identity.schema;
    return {
      StreamDescription: {
        StreamArn: identity.arn,
        StreamLabel: identity.label,
        StreamStatus: stream.closedMs === undefined ? 'ENABLED' : 'DISABLED',
        StreamViewType: identity.viewType,
        CreationRequestDateTime: identity.createdMs / 1000,
        TableName: identity.tableName,
        KeySchema: [
          ...hash.map(({ name }) => ({ AttributeName: name, KeyType: 'HASH' })),
          ...sort.map(({ name }) => ({ AttributeName: name, KeyType: 'RANGE' })),
        ],
        Shards: shards,
      },
    };
  },
);

interface IteratorInput {
  readonly StreamArn: string;
  readonly ShardId: string;
  readonly ShardIteratorType: 'TRIM_HORIZON' | 'LATEST' | 'AT_SEQUENCE_NUMBER' | 'AFTER_SEQUENCE_NUMBER';
  readonly SequenceNumber?: string;
}

/** An iterator says all that it stands for: stream, next position, and when it was made. */
function iteratorOf(database: Database, stream: Stream, position: number): string {
  const content = JSON.stringify([stream.identity.arn, position, database.clock.now()]);
  return byteStringToBase64(content);
}

const iteratorShape: Shape = {
  StreamArn: arn,
  ShardId: required({ ...text, min: 28, max: 65 }),
  ShardIteratorType: required(oneOf('AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER', 'TRIM_HORIZON', 'LATEST')),
  SequenceNumber: { ...text, min: 21, max: 40 },
};

function startPosition(stream: Stream, input: IteratorInput): number {
  const { ShardIteratorType, SequenceNumber } = input;
  if (ShardIteratorType === 'TRIM_HORIZON') return stream.horizon;
  if (ShardIteratorType === 'LATEST') return stream.lastPosition + 1;
  if (SequenceNumber == null) {
    throw new ValidationException(
      `SequenceNumber must be specified when ShardIteratorType is ${ShardIteratorType}`,
    );
  }
  const position = positionOf(SequenceNumber);
  if (position === undefined || position > stream.lastPosition) {
    throw new ValidationException('Invalid SequenceNumber: it is not in the range of this shard');
  }
  if (position < stream.horizon) {
    throw new TrimmedDataAccessException(
      'The operation attempted to read past the oldest stream record in a shard',
    );
  }
  return ShardIteratorType === 'AT_SEQUENCE_NUMBER' ? position : position + 1;
}

export const getShardIterator = operation<IteratorInput>(iteratorShape, (database, input) => {
  const stream = streamOf(database, input.StreamArn);
  if (input.ShardId !== stream.shardId) {
    throw new ResourceNotFoundException(`Requested resource not found: Shard does not exist`);
  }
  return { ShardIterator: iteratorOf(database, stream, startPosition(stream, input)) };
});

function readIterator(iterator: string): [string, number, number] | undefined {
  try {
    const content: unknown = isBase64(iterator) ? JSON.parse(base64ToByteString(iterator)) : undefined;
    if (!Array.isArray(content) || content.length !== 3) return undefined;
    const [streamArn, position, madeMs] = content as unknown[];
    if (typeof streamArn !== 'string' || typeof position !== 'number' || typeof madeMs !== 'number')
      return undefined;
    return [streamArn, position, madeMs];
  } catch {
    return undefined;
  }
}

interface RecordsInput {
  readonly ShardIterator: string;
  readonly Limit?: number;
}

export const getRecords = operation<RecordsInput>(
  {
    ShardIterator: required({ ...text, min: 1, max: 2048 }),
    Limit: { ...integer, min: 1, max: RECORDS_MAX },
  },
  (database, input) => {
    const content = readIterator(input.ShardIterator);
    if (content === undefined) throw new ValidationException('Invalid ShardIterator');
    const [streamArn, position, madeMs] = content;
    if (database.clock.now() - madeMs > ITERATOR_MS) {
      throw new ExpiredIteratorException(
        'The ShardIterator is older than 15 minutes and can no longer be used',
      );
    }
    const stream = streamOf(database, streamArn);
    if (position < stream.horizon) {
      throw new TrimmedDataAccessException(
        'The operation attempted to read past the oldest stream record in a shard',
      );
    }
    const records = stream.read(position, input.Limit ?? RECORDS_MAX);
    const next = position + records.length;
    const reply: JsonObject = { Records: records.map((record) => wireRecord(record, stream.identity)) };
    if (stream.closedMs === undefined || next <= stream.lastPosition) {
      reply['NextShardIterator'] = iteratorOf(database, stream, next);
    }
    return reply;
  },
);
