import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { documentClient, startTable } from '@keysmith/table';
import { openEmbedded } from '@keysmith/table/embedded';
import { HttpResponse } from '@smithy/core/transport';
import dynalite from 'dynalite';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { cannedBody } from './canned.ts';

export const subjectNames = ['floor', 'embedded', 'embedded, signed', 'DynamoDB Local', 'dynalite'] as const;
export type SubjectName = (typeof subjectNames)[number];

/** One of the tables that are measured side by side, behind the document client as a learner has it. */
export interface Subject {
  readonly name: SubjectName;
  readonly client: DynamoDBDocumentClient;
  close(): Promise<void>;
}

/** Opens all of them. Close each in the end: two have a server. */
export async function openSubjects(): Promise<readonly Subject[]> {
  return [floor(), embedded(), signed(), await dynamoDbLocal(), await dynaliteInMemory()];
}

const nothingToClose = () => Promise.resolve();

function embedded(): Subject {
  return { name: 'embedded', client: embeddedClient(), close: nothingToClose };
}

function embeddedClient(): DynamoDBDocumentClient {
  return documentClient(openEmbedded().open('bench'));
}

/** The same client with the SDK's own signer, which Keysmith leaves out because nobody checks its signatures. */
function signed(): Subject {
  const client = embeddedClient();
  const plain = new DynamoDBClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  // The SDK's function that makes a signer reads the configuration of the client that it belongs to.
  client.config.signer = plain.config.signer;
  return { name: 'embedded, signed', client, close: nothingToClose };
}

/** The same client again over a handler that looks at nothing but the operation's name. */
function floor(): Subject {
  const client = embeddedClient();
  const handle = (request: { readonly headers: Readonly<Record<string, string>> }) => {
    const body = cannedBody(request.headers['x-amz-target'] ?? '');
    const headers = { 'content-type': 'application/x-amz-json-1.0' };
    return Promise.resolve({ response: new HttpResponse({ statusCode: 200, headers, body }) });
  };
  client.config.requestHandler = { ...client.config.requestHandler, handle } as never;
  return { name: 'floor', client, close: nothingToClose };
}

/** The client that Keysmith hands out for it: without a signer too, over connections that are kept. */
async function dynamoDbLocal(): Promise<Subject> {
  const server = await startTable('dynamodb-local');
  return {
    name: 'DynamoDB Local',
    client: documentClient(server.open('bench')),
    close: () => server.close(),
  };
}

/** In memory, in this process, behind the SDK's own client over HTTP, which is how its users have it. */
async function dynaliteInMemory(): Promise<Subject> {
  const server = dynalite({ createTableMs: 0 }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    }),
  );
  const close = async () => {
    client.destroy();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { name: 'dynalite', client, close };
}
