import { createEngine, ReplyLostError, type Engine } from '@keysmith/engine';
import { partiql } from '@keysmith/engine/partiql';
import { answer } from '@keysmith/engine/wire';
import type { Door, JsonObject } from './door.ts';
import { TableError } from './errors.ts';
import type { OpenOptions, TableDoor, TableServer } from './server.ts';

/**
 * The engine inside this process: an engine of its own per namespace, made when it is first opened. There is nothing to
 * start, and another process that connects to the address has tables of its own.
 */
export function openEmbedded(defaults: OpenOptions = {}): TableServer {
  const engines = new Map<string, Engine>();
  const release = (namespace: string): Promise<void> => {
    engines.delete(namespace);
    return Promise.resolve();
  };
  const door = (namespace: string, engine: Engine): TableDoor => {
    engines.set(namespace, engine);
    const isOpen = (): boolean => engines.get(namespace) === engine;
    return {
      ...doorTo(engine, isOpen, namespace),
      engine: {
        fork: (into, options) => door(into, engine.fork(options)),
        setFaults: (plan) => engine.setFaults(plan),
        expireDue: (tableName) => engine.expireDue(tableName),
      },
    };
  };
  return {
    kind: 'embedded',
    address: { kind: 'embedded' },
    open: (namespace, options) =>
      door(
        namespace,
        engines.get(namespace) ?? createEngine({ ...defaults, ...options, operations: partiql }),
      ),
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
        throw new TableError('table.reply-lost', `${operation} was carried out, and its reply was lost.`, {
          cause: error,
        });
      }
    },
  };
}
