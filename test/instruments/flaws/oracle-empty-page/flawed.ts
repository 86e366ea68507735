import { PutCommand, QueryCommand, UpdateCommand, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Task {
  list: string;
  task: string;
}

const PAGE = 2;

export async function addTask({ client, tables }: Context, { list, task }: Task): Promise<void> {
  const Item = { pk: `LIST#${list}`, sk: `TASK#${task}`, task, isDone: false };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

export async function finishTask({ client, tables }: Context, { list, task }: Task): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: { pk: `LIST#${list}`, sk: `TASK#${task}` },
      UpdateExpression: 'SET isDone = :true',
      ExpressionAttributeValues: { ':true': true },
    }),
  );
}

/** The tasks that are open, page by page until a page is empty. The filter can empty a page in the middle. */
export async function openTasks(
  { client, tables }: Context,
  { list }: Pick<Task, 'list'>,
): Promise<string[]> {
  const open: string[] = [];
  let page: QueryCommandOutput | undefined;
  do {
    page = await client.send(
      new QueryCommand({
        TableName: tables['main'],
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: 'isDone = :false',
        ExpressionAttributeValues: { ':pk': `LIST#${list}`, ':false': false },
        Limit: PAGE,
        ...(page?.LastEvaluatedKey && { ExclusiveStartKey: page.LastEvaluatedKey }),
      }),
    );
    open.push(...(page.Items ?? []).map(({ task }) => String(task)));
  } while (page.Count !== 0 && page.LastEvaluatedKey !== undefined);
  return open;
}
