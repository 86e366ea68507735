import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
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

/** What is stored. Every write raises the version, and is made only if the version is the one that was read. */
interface CustomerItem extends OrderPage {
  version: number;
}

const ADDRESSES_MAX = 20;

/** Registers a customer. Throws an error named CustomerExists when there is one of that id. */
export async function register(
  { client, tables }: Context,
  { customer, name }: { customer: string; name: string },
): Promise<void> {
  const put = new PutCommand({
    TableName: tables['main'],
    Item: { customer, name, preferred: null, addresses: [], version: 1 } satisfies CustomerItem,
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
  const { name, preferred, addresses } = Item as CustomerItem;
  return { customer, name, preferred, addresses };
}

/**
 * Reads the customer, decides what it should be, and writes it if nobody has written since; otherwise it begins anew.
 * `decide` gets undefined where there is no such customer; it throws to refuse, and returns undefined to leave all as it is.
 */
async function edit(
  { client, tables }: Context,
  customer: string,
  decide: (page: CustomerItem | undefined) => OrderPage | undefined,
): Promise<void> {
  const TableName = tables['main'];
  for (;;) {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: { customer }, ConsistentRead: true }),
    );
    const before = Item as CustomerItem | undefined;
    const after = decide(before);
    if (before === undefined || after === undefined) return;
    const put = new PutCommand({
      TableName,
      Item: { ...after, version: before.version + 1 },
      ConditionExpression: 'version = :version',
      ExpressionAttributeValues: { ':version': before.version },
    });
    if (await isDone(client.send(put))) return;
  }
}

/** Adds an address. Throws NoSuchCustomer, AddressExists or TooManyAddresses. */
export async function addAddress(
  context: Context,
  { customer, ...address }: Address & { customer: string },
): Promise<void> {
  await edit(context, customer, (page) => {
    if (page === undefined) throw named('NoSuchCustomer');
    const known = page.addresses.find(({ label }) => label === address.label);
    if (known !== undefined) {
      if (isSame(known, address)) return undefined;
      throw named('AddressExists');
    }
    if (page.addresses.length >= ADDRESSES_MAX) throw named('TooManyAddresses');
    return { ...page, addresses: [...page.addresses, address] };
  });
}

function isSame(one: Address, other: Address): boolean {
  return (['street', 'postcode', 'city', 'note'] as const).every((field) => one[field] === other[field]);
}

/** Replaces an address by another under the same label. Throws NoSuchAddress. */
export async function changeAddress(
  context: Context,
  { customer, ...address }: Address & { customer: string },
): Promise<void> {
  await edit(context, customer, (page) => {
    if (!holds(page, address.label)) throw named('NoSuchAddress');
    return { ...page, addresses: [...without(page, address.label), address] };
  });
}

/** Removes an address, if it is there. Throws PreferredAddress when it is the preferred one. */
export async function removeAddress(
  context: Context,
  { customer, label }: { customer: string; label: string },
): Promise<void> {
  await edit(context, customer, (page) => {
    if (!holds(page, label)) return undefined;
    if (page.preferred === label) throw named('PreferredAddress');
    return { ...page, addresses: without(page, label) };
  });
}

/** Makes an address the preferred one. Throws NoSuchAddress. */
export async function preferAddress(
  context: Context,
  { customer, label }: { customer: string; label: string },
): Promise<void> {
  await edit(context, customer, (page) => {
    if (!holds(page, label)) throw named('NoSuchAddress');
    return { ...page, preferred: label };
  });
}

function holds(page: CustomerItem | undefined, label: string): page is CustomerItem {
  return page?.addresses.some((address) => address.label === label) ?? false;
}

const without = ({ addresses }: CustomerItem, label: string) =>
  addresses.filter((address) => address.label !== label);

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
