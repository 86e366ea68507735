const encoder = new TextEncoder();

/**
 * Compares two strings as DynamoDB sorts them: by their UTF-8 bytes. `<` compares UTF-16 units, and puts a character
 * beyond U+FFFF before U+E000 to U+FFFF; the bytes put it after them. `localeCompare` is another order still.
 */
export function compareBytes(one: string, other: string): number {
  const [left, right] = [encoder.encode(one), encoder.encode(other)];
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at += 1) {
    const difference = (left[at] as number) - (right[at] as number);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
