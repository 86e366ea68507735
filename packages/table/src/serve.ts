import { createEngine } from '@keysmith/engine';
import { openHttpDoor } from '@keysmith/engine/http';
import { partiql } from '@keysmith/engine/partiql';
import { answer } from '@keysmith/engine/wire';
import type { Door, JsonObject } from './door.ts';
import { portTaken } from './local/port.ts';

/** How the engine is served. */
export interface ServeOptions {
  /** The TCP port on 127.0.0.1; a free one when absent. */
  readonly port?: number;
  /** How often expired items are collected, in milliseconds. The service takes days; a minute shows what happens. */
  readonly expireEveryMs?: number;
}

/** The embedded engine behind an HTTP address. */
export interface ServedTables {
  /** "http://127.0.0.1:8000". */
  readonly endpoint: string;
  /** A way to the same tables from inside the process. */
  readonly door: Door;
  /** Ends every connection. The tables are gone then. */
  close(): Promise<void>;
}

const expireEveryDefaultMs = 60_000;

/**
 * Serves an embedded engine, PartiQL included, in DynamoDB's JSON protocol over HTTP: for the AWS CLI, NoSQL Workbench
 * and SDKs of other languages. It listens on 127.0.0.1 only. Whatever credentials a request is signed with, it meets
 * the same tables.
 *
 * @throws {TableError} 'table.port-taken' when the port cannot be used.
 */
export async function serveTables(options: ServeOptions = {}): Promise<ServedTables> {
  const engine = createEngine({ operations: partiql });
  const http = await openHttpDoor({
    engineFor: () => engine,
    listen: { port: options.port ?? 0 },
  }).catch((cause: unknown) => {
    throw portTaken(options.port ?? 0, cause);
  });
  const collector = setInterval(() => engine.expireDue(), options.expireEveryMs ?? expireEveryDefaultMs);
  collector.unref();
  return {
    endpoint: http.endpoint,
    door: {
      async send({ operation, input }) {
        const { status, body } = answer(engine, operation, input);
        return { status, body: body as JsonObject };
      },
    },
    close() {
      clearInterval(collector);
      return http.close();
    },
  };
}
