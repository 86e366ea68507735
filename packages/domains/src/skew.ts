import type { Random } from '@keysmith/instruments/random';

/**
 * One of the values, the first the likeliest: the value at place k is drawn in proportion to 1/k, as with the cities of
 * a country or the tracks of a shop. Real data is hardly ever spread evenly, and designs break where it is not.
 */
export function skewed<T>(random: Random, values: readonly T[]): T {
  if (values.length === 0) throw new RangeError('skewed needs at least one value');
  const weights = values.map((_, place) => 1 / (place + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = random.fraction() * total;
  const at = weights.findIndex((weight) => (left -= weight) < 0);
  // Rounding may leave a crumb after the last weight.
  return values[at < 0 ? values.length - 1 : at] as T;
}
