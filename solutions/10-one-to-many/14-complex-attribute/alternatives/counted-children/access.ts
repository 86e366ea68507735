import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import { addressKey, customerKey } from './table.ts';

export interface Address {
  label: string;
  street: string;
  postcode: string;
  city: string;
  note: string;
}

export interface OrderPage {
  customer: string;
  name: string;
  preferred: string | null;
  addresses: Address[];
}

const ADDRESSES_MAX = 20;

/** Registers a customer. Throws an error named CustomerExists when there is one of that id. */
export async function register(
  { client, tables }: Context,
  { customer, name }: { customer: string; name: string },
): Promise<void> {
  const put = new PutCommand({
    TableName: tables['main'],
    Item: { ...customerKey(customer), name, count: 0 },
    ConditionExpression: 'attribute_not_exists(customer)',
  });
  if (!(await isDone(client.send(put)))) throw named('CustomerExists');
}

/** The customer with all addresses, in any order; null if there is no such customer. */
export async function getCustomer(
  { client, tables }: Context,
  { customer }: { customer: string },
): Promise<OrderPage | null> {
  const query = new QueryCommand({
    TableName: tables['main'],
    KeyConditionExpression: 'customer = :customer',
    ExpressionAttributeValues: { ':customer': customer },
    // Two Queries in a row may meet two replicas; a strongly consistent one sees every transaction whole.
    ConsistentRead: true,
  });
  const { Items = [] } = await client.send(query);
  const parent = Items.find((item) => item['entry'] === 'customer');
  if (parent === undefined) return null;
  const addresses = Items.filter((item) => item !== parent).map(toAddress);
  return { customer, name: parent['name'] as string, preferred: parent['preferred'] ?? null, addresses };
}

function toAddress(item: Record<string, unknown>): Address {
  const { label, street, postcode, city, note } = item as unknown as Address;
  return { label, street, postcode, city, note };
}

/** Adds an address. Throws NoSuchCustomer, AddressExists or TooManyAddresses. */
export async function addAddress(
  { client, tables }: Context,
  { customer, ...address }: Address & { customer: string },
): Promise<void> {
  const TableName = tables['main'];
  const addition = new TransactWriteCommand({
    TransactItems: [
      {
        Update: {
          TableName,
          Key: customerKey(customer),
          UpdateExpression: 'SET #count = #count + :one',
          ConditionExpression: '#count < :max',
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: { ':one': 1, ':max': ADDRESSES_MAX },
        },
      },
      {
        Put: {
          TableName,
          Item: { ...addressKey(customer, address.label), ...address },
          ConditionExpression: 'attribute_not_exists(customer)',
        },
      },
    ],
  });
  for (;;) {
    if (await isDone(client.send(addition))) return;
    const look = (Key: object) => client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    const { Item: parent } = await look(customerKey(customer));
    if (parent === undefined) throw named('NoSuchCustomer');
    const { Item: known } = await look(addressKey(customer, address.label));
    if (known !== undefined) {
      if (isSame(toAddress(known), address)) return;
      throw named('AddressExists');
    }
    if ((parent['count'] as number) >= ADDRESSES_MAX) throw named('TooManyAddresses');
  }
}

function isSame(one: Address, other: Address): boolean {
  return (['street', 'postcode', 'city', 'note'] as const).every((field) => one[field] === other[field]);
}

/** Replaces an address by another under the same label. Throws NoSuchAddress. */
export async function changeAddress(
  { client, tables }: Context,
  { customer, ...address }: Address & { customer: string },
): Promise<void> {
  const put = new PutCommand({
    TableName: tables['main'],
    Item: { ...addressKey(customer, address.label), ...address },
    ConditionExpression: 'attribute_exists(customer)',
  });
  if (!(await isDone(client.send(put)))) throw named('NoSuchAddress');
}

/** Removes an address, if it is there. Throws PreferredAddress when it is the preferred one. */
export async function removeAddress(
  { client, tables }: Context,
  { customer, label }: { customer: string; label: string },
): Promise<void> {
  const TableName = tables['main'];
  const removal = new TransactWriteCommand({
    TransactItems: [
      {
        Update: {
          TableName,
          Key: customerKey(customer),
          UpdateExpression: 'SET #count = #count - :one',
          ConditionExpression: 'attribute_exists(customer) AND preferred <> :label',
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: { ':one': 1, ':label': label },
        },
      },
      {
        Delete: {
          TableName,
          Key: addressKey(customer, label),
          ConditionExpression: 'attribute_exists(customer)',
        },
      },
    ],
  });
  if (await isDone(client.send(removal))) return;
  const read = new GetCommand({ TableName, Key: customerKey(customer), ConsistentRead: true });
  const { Item } = await client.send(read);
  if (Item?.['preferred'] === label) throw named('PreferredAddress');
}

/** Makes an address the preferred one. Throws NoSuchAddress. */
export async function preferAddress(
  { client, tables }: Context,
  { customer, label }: { customer: string; label: string },
): Promise<void> {
  const TableName = tables['main'];
  const choice = new TransactWriteCommand({
    TransactItems: [
      {
        ConditionCheck: {
          TableName,
          Key: addressKey(customer, label),
          ConditionExpression: 'attribute_exists(customer)',
        },
      },
      {
        Update: {
          TableName,
          Key: customerKey(customer),
          UpdateExpression: 'SET preferred = :label',
          ExpressionAttributeValues: { ':label': label },
        },
      },
    ],
  });
  if (!(await isDone(client.send(choice)))) throw named('NoSuchAddress');
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}

/** Whether a write was carried out; false if its condition refused it. */
async function isDone(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    const refused = ({ Code }: { Code?: string | undefined }) => Code === 'ConditionalCheckFailed';
    if (error instanceof TransactionCanceledException && error.CancellationReasons?.some(refused))
      return false;
    throw error;
  }
}
