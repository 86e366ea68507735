import { createEngine, ReplyLostError, type Clock, type Engine } from '@keysmith/engine';
import { partiql } from '@keysmith/engine/partiql';
import { answer } from '@keysmith/engine/wire';
import type { Door, JsonObject } from './door.ts';
import { TableError } from './errors.ts';
import type { TableServer } from './server.ts';

/** Options that only the engine inside this process has. */
export interface EmbeddedOptions {
  /** Where the tables take the time from; the system's clock by default. */
  readonly clock?: Clock;
  /** For everything in the engine that looks random. */
  readonly seed?: number;
}

/**
 * The engine inside this process: an engine of its own per namespace, made when it is first opened. There is nothing to
 * start, and another process that connects to the address has tables of its own.
 */
export function openEmbedded(options: EmbeddedOptions = {}): TableServer {
  const engines = new Map<string, Engine>();
  const release = (namespace: string): Promise<void> => {
    engines.delete(namespace);
    return Promise.resolve();
  };
  return {
    kind: 'embedded',
    address: { kind: 'embedded' },
    open(namespace) {
      const engine = engines.get(namespace) ?? createEngine({ ...options, operations: partiql });
      engines.set(namespace, engine);
      return doorTo(engine, () => engines.get(namespace) === engine, namespace);
    },
    release,
    async releaseAll(prefix) {
      for (const namespace of [...engines.keys()]) {
        if (namespace.startsWith(prefix)) await release(namespace);
      }
    },
    close() {
      engines.clear();
      return Promise.resolve();
    },
  };
}

function doorTo(engine: Engine, isOpen: () => boolean, namespace: string): Door {
  return {
    async send({ operation, input }) {
      if (!isOpen()) {
        throw new TableError(
          'table.closed',
          `The namespace "${namespace}" has been released and its tables are gone. Open it again for new tables.`,
        );
      }
      try {
        const { status, body } = answer(engine, operation, input);
        return { status, body: body as JsonObject };
      } catch (error) {
        if (!(error instanceof ReplyLostError)) throw error;
        throw new TableError('table.unreachable', `${operation} was sent, and its reply was lost.`, {
          cause: error,
        });
      }
    },
  };
}
