import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

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

/** What is stored: the addresses are a map, and the label is the key in it. */
interface CustomerItem {
  customer: string;
  name: string;
  preferred?: string;
  addresses: Record<string, Omit<Address, 'label'>>;
}

const ADDRESSES_MAX = 20;

/** Registers a customer. Throws an error named CustomerExists when there is one of that id. */
export async function register(
  { client, tables }: Context,
  { customer, name }: { customer: string; name: string },
): Promise<void> {
  const put = new PutCommand({
    TableName: tables['main'],
    // The map is there from the start, so that an update can go into it.
    Item: { customer, name, addresses: {} },
    ConditionExpression: 'attribute_not_exists(customer)',
  });
  if (!(await isDone(client.send(put)))) throw named('CustomerExists');
}

/** The customer with all addresses, in any order; null if there is no such customer. */
export async function getCustomer(
  { client, tables }: Context,
  { customer }: { customer: string },
): Promise<OrderPage | null> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: { customer } }));
  if (Item === undefined) return null;
  const { name, preferred = null, addresses } = Item as CustomerItem;
  return {
    customer,
    name,
    preferred,
    addresses: Object.entries(addresses).map(([label, address]) => ({ label, ...address })),
  };
}

/** Adds an address. Throws NoSuchCustomer, AddressExists or TooManyAddresses. */
export async function addAddress(
  context: Context,
  { customer, label, ...address }: Address & { customer: string },
): Promise<void> {
  for (;;) {
    const addition = new UpdateCommand({
      TableName: context.tables['main'],
      Key: { customer },
      UpdateExpression: 'SET addresses.#label = :address',
      ConditionExpression:
        'attribute_exists(customer) AND attribute_not_exists(addresses.#label) AND size(addresses) < :max',
      ExpressionAttributeNames: { '#label': label },
      ExpressionAttributeValues: { ':address': address, ':max': ADDRESSES_MAX },
    });
    if (await isDone(context.client.send(addition))) return;
    const { addresses } = await readCustomer(context, customer);
    const known = addresses[label];
    if (known !== undefined) {
      if (isSame(known, address)) return;
      throw named('AddressExists');
    }
    if (Object.keys(addresses).length >= ADDRESSES_MAX) throw named('TooManyAddresses');
    // What stood in the way has gone meanwhile.
  }
}

/** Why a condition failed, only the item can tell. */
async function readCustomer({ client, tables }: Context, customer: string): Promise<CustomerItem> {
  const read = new GetCommand({ TableName: tables['main'], Key: { customer }, ConsistentRead: true });
  const { Item } = await client.send(read);
  if (Item === undefined) throw named('NoSuchCustomer');
  return Item as CustomerItem;
}

type Place = Omit<Address, 'label'>;

function isSame(one: Place, other: Place): boolean {
  return (['street', 'postcode', 'city', 'note'] as const).every((field) => one[field] === other[field]);
}

/** Replaces an address by another under the same label. Throws NoSuchAddress. */
export async function changeAddress(
  { client, tables }: Context,
  { customer, label, ...address }: Address & { customer: string },
): Promise<void> {
  const change = new UpdateCommand({
    TableName: tables['main'],
    Key: { customer },
    UpdateExpression: 'SET addresses.#label = :address',
    ConditionExpression: 'attribute_exists(addresses.#label)',
    ExpressionAttributeNames: { '#label': label },
    ExpressionAttributeValues: { ':address': address },
  });
  if (!(await isDone(client.send(change)))) throw named('NoSuchAddress');
}

/** Removes an address, if it is there. Throws PreferredAddress when it is the preferred one. */
export async function removeAddress(
  { client, tables }: Context,
  { customer, label }: { customer: string; label: string },
): Promise<void> {
  const removal = new UpdateCommand({
    TableName: tables['main'],
    Key: { customer },
    UpdateExpression: 'REMOVE addresses.#label',
    // Of a customer without a preferred address the comparison is true.
    ConditionExpression: 'attribute_exists(customer) AND preferred <> :label',
    ExpressionAttributeNames: { '#label': label },
    ExpressionAttributeValues: { ':label': label },
  });
  if (await isDone(client.send(removal))) return;
  const read = new GetCommand({ TableName: tables['main'], Key: { customer }, ConsistentRead: true });
  const { Item } = await client.send(read);
  if (Item !== undefined) throw named('PreferredAddress');
}

/** Makes an address the preferred one. Throws NoSuchAddress. */
export async function preferAddress(
  context: Context,
  { customer, label }: { customer: string; label: string },
): Promise<void> {
  const item = await readCustomer(context, customer).catch(() => undefined);
  if (item?.addresses[label] === undefined) throw named('NoSuchAddress');
  await context.client.send(
    new UpdateCommand({
      TableName: context.tables['main'],
      Key: { customer },
      UpdateExpression: 'SET preferred = :label',
      ExpressionAttributeValues: { ':label': label },
    }),
  );
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
    throw error;
  }
}
