import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { expectRefusal } from '../expectations.ts';
import { simple } from '../tables.ts';

let on: Endpoint;
beforeAll(async () => {
  on = await endpoint();
});

const spec = (Enabled: boolean, AttributeName = 'expires') => ({
  TimeToLiveSpecification: { Enabled, AttributeName },
});
const update = (TableName: string, change: object) => on.call('UpdateTimeToLive', { TableName, ...change });

describe('UpdateTimeToLive', () => {
  it('switches it on and says so', async () => {
    const table = await on.table(simple);
    expect(await update(table, spec(true))).toEqual(spec(true));
  });

  it('takes any attribute name', async () => {
    const table = await on.table(simple);
    expect(await update(table, spec(true, 'when it ends'))).toEqual(spec(true, 'when it ends'));
  });

  it('leaves items readable that are not due', async () => {
    const table = await on.table(simple);
    await update(table, spec(true));
    const inAnHour = Math.floor(Date.now() / 1000) + 3600;
    const Item = { pk: { S: 'a' }, expires: { N: `${inAnHour}` } };
    await on.call('PutItem', { TableName: table, Item });
    expect((await on.call('GetItem', { TableName: table, Key: { pk: { S: 'a' } } })).Item).toEqual(Item);
  });

  it('takes items whose attribute is not a number of seconds', async () => {
    const table = await on.table(simple);
    await update(table, spec(true));
    const Item = { pk: { S: 'a' }, expires: { S: 'tomorrow' } };
    await on.call('PutItem', { TableName: table, Item });
    expect((await on.call('GetItem', { TableName: table, Key: { pk: { S: 'a' } } })).Item).toEqual(Item);
  });
});

describe('UpdateTimeToLive refuses', () => {
  const refused = (TableName: string, change: object) =>
    on.refusal('UpdateTimeToLive', { TableName, ...change });

  it('to switch it on twice', async () => {
    const table = await on.table(simple);
    await update(table, spec(true));
    expectRefusal(await refused(table, spec(true)), /TimeToLive is already enabled/);
  });

  it('to switch it off when it is off', async () => {
    expectRefusal(await refused(await on.table(simple), spec(false)), /TimeToLive is already disabled/);
  });

  it('another attribute while it is on', async () => {
    const table = await on.table(simple);
    await update(table, spec(true));
    expectRefusal(
      await refused(table, spec(true, 'other')),
      /TimeToLive is active on a different AttributeName: current AttributeName is expires/,
      { local: 'other-ttl-attribute' },
    );
  });

  it('an empty attribute name', async () => {
    expectRefusal(
      await refused(await on.table(simple), spec(true, '')),
      /Member must have length greater than or equal to 1/,
      { local: 'empty-ttl-attribute' },
    );
  });

  it('no specification', async () => {
    expectRefusal(
      await refused(await on.table(simple), {}),
      /timeToLiveSpecification|TimeToLiveSpecification/,
    );
  });

  it('a table that does not exist', async () => {
    expectRefusal(
      await refused('NoSuchTable', spec(true)),
      /^Requested resource not found: Table: NoSuchTable not found$/,
      { name: 'ResourceNotFoundException', local: 'no-such-table' },
    );
  });
});
