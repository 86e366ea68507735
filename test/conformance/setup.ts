import { createEngine, type Engine } from '@keysmith/engine';
import { openHttpDoor } from '@keysmith/engine/http';
import { partiql } from '@keysmith/engine/partiql';
import { startTable, TableError } from '@keysmith/table';
import type { TestProject } from 'vitest/node';
import { openHttpLine } from '../../packages/table/src/local/http.ts';
import { createRegister } from '../../packages/table/src/local/register.ts';

/** Vitest's global setup: starts the endpoint that the project asks for, if it is one that runs outside of the tests. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { endpoint } = project.getProvidedContext();
  if (endpoint === 'embedded-http') return serveEngine(project);
  if (endpoint === 'dynamodb-local') return startReferee(project);
  return undefined;
}

/** The engine behind HTTP, with a set of tables per access key, as DynamoDB Local has it. */
async function serveEngine(project: TestProject): Promise<() => Promise<void>> {
  const engines = new Map<string, Engine>();
  const engineFor = (accessKey: string): Engine => {
    const engine = engines.get(accessKey) ?? createEngine({ operations: partiql });
    engines.set(accessKey, engine);
    return engine;
  };
  const door = await openHttpDoor({ engineFor, listen: { port: 0 } });
  // Namespaces behind HTTP are kept as on DynamoDB Local: by a register, which whoever starts the server creates.
  const line = openHttpLine(door.endpoint);
  await createRegister(line.send);
  line.close();
  project.provide('address', { kind: 'dynamodb-local', endpoint: door.endpoint });
  return () => door.close();
}

async function startReferee(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const server = await startTable('dynamodb-local');
    project.provide('address', server.address);
    return () => server.close();
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    project.provide('tableProblem', error.message);
    return undefined;
  }
}
