/**
 * Does the work for every item, as many at a time as there are workers. After a failure nothing more is begun; it is
 * thrown when what had begun has ended.
 */
export async function inParallel<T>(
  items: Iterable<T>,
  workers: readonly ((item: T) => Promise<void>)[],
): Promise<void> {
  const queue = items[Symbol.iterator]();
  let hasFailed = false;
  const drain = async (work: (item: T) => Promise<void>): Promise<void> => {
    for (let next = queue.next(); !next.done && !hasFailed; next = queue.next()) {
      await work(next.value).catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
    }
  };
  const ends = await Promise.allSettled(workers.map(drain));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
