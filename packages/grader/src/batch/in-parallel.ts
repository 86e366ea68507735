/** Does the work for every item, so many at a time; results stand in the items' order, whichever ended first. */
export async function inParallel<T, R>(
  items: readonly T[],
  workers: readonly ((item: T) => Promise<R>)[],
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const queue = items.entries();
  await Promise.all(
    workers.map(async (work) => {
      for (const [index, item] of queue) results[index] = await work(item);
    }),
  );
  return results;
}
