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

/** What is stored: the addresses are a list. */
interface CustomerItem {
  customer: string;
  name: string;
  preferred?: string;
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
    Item: { customer, name, addresses: [] },
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
  return { customer, name, preferred, addresses };
}

/** Adds an address. Throws NoSuchCustomer, AddressExists or TooManyAddresses. */
export async function addAddress(
  context: Context,
  { customer, ...address }: Address & { customer: string },
): Promise<void> {
  const { addresses } = await readCustomer(context, customer);
  const known = addresses.find(({ label }) => label === address.label);
  if (known !== undefined) {
    if (isSame(known, address)) return;
    throw named('AddressExists');
  }
  const addition = new UpdateCommand({
    TableName: context.tables['main'],
    Key: { customer },
    UpdateExpression: 'SET addresses = list_append(addresses, :new)',
    ConditionExpression: 'size(addresses) < :max AND NOT contains(addresses, :address)',
    ExpressionAttributeValues: { ':new': [address], ':address': address, ':max': ADDRESSES_MAX },
  });
  if (await isDone(context.client.send(addition))) return;
  const now = await readCustomer(context, customer);
  if (!now.addresses.some((each) => each.label === address.label)) throw named('TooManyAddresses');
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
  context: Context,
  { customer, ...address }: Address & { customer: string },
): Promise<void> {
  const position = await positionOf(context, customer, address.label);
  if (position < 0) throw named('NoSuchAddress');
  await context.client.send(
    new UpdateCommand({
      TableName: context.tables['main'],
      Key: { customer },
      UpdateExpression: `SET addresses[${position}] = :address`,
      ExpressionAttributeValues: { ':address': address },
    }),
  );
}

/** Where in the list the address stands; -1 if it does not. */
async function positionOf(context: Context, customer: string, label: string): Promise<number> {
  const item = await readCustomer(context, customer).catch(() => undefined);
  return (item?.addresses ?? []).findIndex((address) => address.label === label);
}

/** Removes an address, if it is there. Throws PreferredAddress when it is the preferred one. */
export async function removeAddress(
  context: Context,
  { customer, label }: { customer: string; label: string },
): Promise<void> {
  const position = await positionOf(context, customer, label);
  if (position < 0) return;
  const removal = new UpdateCommand({
    TableName: context.tables['main'],
    Key: { customer },
    UpdateExpression: `REMOVE addresses[${position}]`,
    ConditionExpression: 'preferred <> :label',
    ExpressionAttributeValues: { ':label': label },
  });
  if (!(await isDone(context.client.send(removal)))) throw named('PreferredAddress');
}

/** Makes an address the preferred one. Throws NoSuchAddress. */
export async function preferAddress(
  context: Context,
  { customer, label }: { customer: string; label: string },
): Promise<void> {
  const position = await positionOf(context, customer, label);
  if (position < 0) throw named('NoSuchAddress');
  const choice = new UpdateCommand({
    TableName: context.tables['main'],
    Key: { customer },
    UpdateExpression: 'SET preferred = :label',
    ConditionExpression: `addresses[${position}].label = :label`,
    ExpressionAttributeValues: { ':label': label },
  });
  if (!(await isDone(context.client.send(choice)))) throw named('NoSuchAddress');
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
