/**
 * Shares a width out. Everybody has what they wish, but for those who wish for more than their part of what the modest leave:
 * these have equal parts.
 */
export function shareOut(wished: readonly number[], all: number): readonly number[] {
  let left = all;
  const widths = wished.map(() => 0);
  const byWish = [...wished.entries()].toSorted(([, one], [, other]) => one - other);
  for (const [rank, [at, wish]] of byWish.entries()) {
    const width = Math.min(wish, left / (wished.length - rank));
    widths[at] = width;
    left -= width;
  }
  return widths;
}
