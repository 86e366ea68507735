import type { Context } from '@keysmith/instruments/context';

export interface Shop {
  shop: string;
  name: string;
  country: string;
  region: string;
  city: string;
  postcode: string;
}

/** Opens a shop under an id that no shop has had. */
export async function openShop(_context: Context, _input: Shop): Promise<void> {
  throw new Error('Implement openShop in access.ts');
}

/** The shop of that id; null if there is none. */
export async function getShop(_context: Context, _input: { shop: string }): Promise<Shop | null> {
  throw new Error('Implement getShop in access.ts');
}

/** Puts another name over the door. Throws an error named ShopNotFound when there is no such shop. */
export async function renameShop(_context: Context, _input: { shop: string; name: string }): Promise<void> {
  throw new Error('Implement renameShop in access.ts');
}

/** Closes a shop. Throws an error named ShopNotFound when there is no such shop. */
export async function closeShop(_context: Context, _input: { shop: string }): Promise<void> {
  throw new Error('Implement closeShop in access.ts');
}

/** All shops of a country, a region, a city or a postcode, in any order. */
export async function listShops(
  _context: Context,
  _input: { country: string; region?: string; city?: string; postcode?: string },
): Promise<Shop[]> {
  throw new Error('Implement listShops in access.ts');
}

/** Brings all shops of a city into another region, and says how many this call has moved. */
export async function moveCity(
  _context: Context,
  _input: { country: string; region: string; city: string; to: string },
): Promise<{ moved: number }> {
  throw new Error('Implement moveCity in access.ts');
}
