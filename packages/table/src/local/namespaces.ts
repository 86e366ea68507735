import { createHash } from 'node:crypto';
import { dropTables } from '../definitions.ts';
import type { Door, WireRequest } from '../door.ts';
import { TableError } from '../errors.ts';
import { openRegister } from './register.ts';
import type { Loan, SendAs } from './register.ts';

/** Gives every namespace an access key to itself for as long as it is in use. */
export interface Namespaces {
  open(namespace: string): Door;
  release(namespace: string): Promise<void>;
  releaseAll(prefix: string): Promise<void>;
}

/** A namespace that this process has opened. All its doors share one entry, and a released entry stays released. */
interface Entry {
  released: boolean;
  loan?: Promise<Loan> | undefined;
}

/**
 * DynamoDB Local separates tables by access key, and never gives back what a key costs: four threads, 1.0 MB, and a
 * share of a core for the threads' polling (8 keys: 2 %, 300 keys: 16 %), even after its tables are dropped. Five
 * thousand keys would be twenty thousand threads. A first table on a new key takes 5 to 10 ms; on a key used before
 * 1.6 ms, and dropping it 1.6 ms. So keys are lent: `release` drops the tables and makes the key free for the next.
 *
 * What a key remembers beyond its tables: old streams are still listed by ListStreams, each under an ARN of its own;
 * and the tokens of transactions are remembered for ten minutes, which `withOwnToken` makes harmless.
 */
export function openNamespaces(sendAs: SendAs): Namespaces {
  const register = openRegister(sendAs);
  const entries = new Map<string, Entry>();

  const entryOf = (namespace: string): Entry => {
    const entry = entries.get(namespace) ?? { released: false };
    entries.set(namespace, entry);
    return entry;
  };

  const release = async (namespace: string): Promise<void> => {
    const entry = entries.get(namespace);
    entries.delete(namespace);
    if (entry !== undefined) {
      entry.released = true;
      await entry.loan?.catch(() => undefined);
    }
    const loan = await register.strike(namespace);
    if (loan === undefined) return;
    await dropTables({ send: (request) => sendAs(loan.accessKey, request) });
    await register.giveBack(loan);
  };

  return {
    open(namespace) {
      const entry = entryOf(namespace);
      return {
        async send(request) {
          const loan = await loanFor(entry, namespace, register.borrow);
          return sendAs(loan.accessKey, withOwnToken(request, loan));
        },
      };
    },
    release,
    async releaseAll(prefix) {
      for (const namespace of await register.namesWith(prefix)) await release(namespace);
    },
  };
}

async function loanFor(
  entry: Entry,
  namespace: string,
  borrow: (namespace: string) => Promise<Loan>,
): Promise<Loan> {
  if (entry.loan === undefined && !entry.released) {
    entry.loan = borrow(namespace);
    // A loan that failed is tried again with the next request.
    entry.loan.catch(() => (entry.loan = undefined));
  }
  const loan = await entry.loan;
  if (loan !== undefined && !entry.released) return loan;
  throw new TableError(
    'table.closed',
    `The namespace "${namespace}" has been released and its tables are dropped. Open it again for new tables; ` +
      'a request that comes late, for instance from code that was not awaited, must not reach them.',
  );
}

/**
 * A transaction's token counts within its namespace and loan only. Learners' code draws its tokens from a seed, so the
 * next to borrow the key may well send the same one, and DynamoDB Local would answer that all is done, and do nothing.
 * A token of illegal length stays as it is, for the service to refuse.
 */
function withOwnToken(request: WireRequest, loan: Loan): WireRequest {
  const token = request.input['ClientRequestToken'];
  if (typeof token !== 'string' || token.length < 1 || token.length > 36) return request;
  const own = createHash('sha256').update(`${loan.number} ${token}`).digest('base64url').slice(0, 36);
  return { ...request, input: { ...request.input, ClientRequestToken: own } };
}
