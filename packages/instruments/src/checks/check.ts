import { currentHost, type CheckBody } from './host.ts';

/**
 * Declares one check. Its id stands in the exercise's manifest, which says what the check asks, what it is worth and
 * which task it judges; the body proves it.
 *
 *     check('one-query', async ({ random, open }) => { … });
 */
export function check(id: string, body: CheckBody): void {
  currentHost().register(id, body);
}
