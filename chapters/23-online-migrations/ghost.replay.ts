// A backfill that updates without a condition, and a customer who cancels between its read and its write.
import { DeleteCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
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
  jobs: [
    { job: 'J-1', bike: 'Kite 3', plan: { mechanic: 'ruth', due: '2026-12-04' } },
    { job: 'J-3', bike: 'Tern', plan: { mechanic: 'ruth', due: '2026-12-01' } },
  ],
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
        ExpressionAttributeValues: { ':bench': plan.mechanic, ':due': plan.due },
      }),
    );
  }
}

export async function cancel({ client, tables }: Context, { job }: { job: string }) {
  await client.send(new DeleteCommand({ TableName: tables['jobs'], Key: { job } }));
}

export const find = (rig: Rig) =>
  races(rig, {
    clients: {
      'the backfill': (client) => client.call('backfill'),
      'the application': (client) => client.call('cancel', { job: 'J-3' }),
    },
    async afterwards(after) {
      const left = (await after.items('jobs')).map(({ job }) => job);
      expect(left.join(', '), 'the jobs after J-3 was cancelled').toBe('J-1');
    },
  });
