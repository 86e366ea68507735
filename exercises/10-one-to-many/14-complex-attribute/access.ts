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

/** Registers a customer. Throws an error named CustomerExists when there is one of that id. */
export async function register(_context: Context, _input: { customer: string; name: string }): Promise<void> {
  throw new Error('Implement register in access.ts');
}

/** The customer with all addresses, in any order; null if there is no such customer. */
export async function getCustomer(
  _context: Context,
  _input: { customer: string },
): Promise<OrderPage | null> {
  throw new Error('Implement getCustomer in access.ts');
}

/** Adds an address. Throws NoSuchCustomer, AddressExists or TooManyAddresses. */
export async function addAddress(_context: Context, _input: Address & { customer: string }): Promise<void> {
  throw new Error('Implement addAddress in access.ts');
}

/** Replaces an address by another under the same label. Throws NoSuchAddress. */
export async function changeAddress(
  _context: Context,
  _input: Address & { customer: string },
): Promise<void> {
  throw new Error('Implement changeAddress in access.ts');
}

/** Removes an address, if it is there. Throws PreferredAddress when it is the preferred one. */
export async function removeAddress(
  _context: Context,
  _input: { customer: string; label: string },
): Promise<void> {
  throw new Error('Implement removeAddress in access.ts');
}

/** Makes an address the preferred one. Throws NoSuchAddress. */
export async function preferAddress(
  _context: Context,
  _input: { customer: string; label: string },
): Promise<void> {
  throw new Error('Implement preferAddress in access.ts');
}
