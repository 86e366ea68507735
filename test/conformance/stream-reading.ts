import type { Endpoint, Output } from './endpoint.ts';
import { simple } from './tables.ts';

/** Makes a table with a stream of this view type. Gives its name and the stream's ARN. */
export async function streamedTable(
  on: Endpoint,
  StreamViewType = 'NEW_AND_OLD_IMAGES',
  definition: object = simple,
): Promise<{ table: string; arn: string }> {
  const table = await on.table({
    ...definition,
    StreamSpecification: { StreamEnabled: true, StreamViewType },
  });
  const { Table } = await on.call('DescribeTable', { TableName: table });
  return { table, arn: Table.LatestStreamArn };
}

/** An iterator of the stream's first shard. */
export async function iteratorOf(on: Endpoint, arn: string, more: object = {}): Promise<string> {
  const { StreamDescription } = await on.wire('DescribeStream', { StreamArn: arn });
  const { ShardIterator } = await on.wire('GetShardIterator', {
    StreamArn: arn,
    ShardId: StreamDescription.Shards[0].ShardId,
    ShardIteratorType: 'TRIM_HORIZON',
    ...more,
  });
  return ShardIterator;
}

/** Reads from an iterator until a page is empty: every record that there is. */
export async function recordsFrom(on: Endpoint, iterator: string, Limit?: number): Promise<Output[]> {
  const found: Output[] = [];
  let ShardIterator: string | undefined = iterator;
  while (ShardIterator !== undefined) {
    const page: Output = await on.wire('GetRecords', { ShardIterator, Limit });
    if (page.Records.length === 0) break;
    found.push(...page.Records);
    ShardIterator = page.NextShardIterator;
  }
  return found;
}

/** Every record of the stream from its beginning. */
export async function recordsOf(on: Endpoint, arn: string): Promise<Output[]> {
  return recordsFrom(on, await iteratorOf(on, arn));
}
