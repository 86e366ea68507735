// A backfill that makes sure that the job exists, and a mechanic who takes the job over in between.
import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, races, type Rig } from '@keysmith/instruments';
import type { Context, Tables } from '@keysmith/instruments/context';

const S = 'S' as const;

export const tables = {
  jobs: {
    AttributeDefinitions: [{ AttributeName: 'job', AttributeType: S }],
    KeySchema: [{ AttributeName: 'job', KeyType: 'HASH' }],
  },
} satisfies Tables;

export const items = {
  jobs: [{ job: 'J-3', bike: 'Tern', plan: { mechanic: 'ruth', due: '2026-12-01' } }],
};

export async function backfill({ client, tables }: Context) {
  const TableName = tables['jobs'];
  const { Items = [] } = await client.send(new ScanCommand({ TableName }));
  for (const { job, plan } of Items) {
    await client.send(
      new UpdateCommand({
        TableName,
        Key: { job },
        UpdateExpression: 'SET bench = :bench, due = :due',
        ConditionExpression: 'attribute_exists(job)',
        ExpressionAttributeValues: { ':bench': plan.mechanic, ':due': plan.due },
      }),
    );
  }
}

/** The new code of step 2: it writes the plan and the bench. */
export async function takeOver({ client, tables }: Context, input: { job: string; mechanic: string }) {
  await client.send(
    new UpdateCommand({
      TableName: tables['jobs'],
      Key: { job: input.job },
      UpdateExpression: 'SET #plan.mechanic = :mechanic, bench = :mechanic',
      ConditionExpression: 'attribute_exists(job)',
      ExpressionAttributeNames: { '#plan': 'plan' },
      ExpressionAttributeValues: { ':mechanic': input.mechanic },
    }),
  );
}

export const find = (rig: Rig) =>
  races(rig, {
    clients: {
      'the backfill': (client) => client.call('backfill'),
      'the application': (client) => client.call('takeOver', { job: 'J-3', mechanic: 'otis' }),
    },
    async afterwards(after) {
      const [job] = await after.items('jobs');
      expect(job?.['bench'], 'the bench of J-3 after Otis took it over').toBe('otis');
    },
  });
