import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerText } from '../src/doors/wire.ts';
import type { Engine } from '../src/engine.ts';
import { ReplyLostError } from '../src/faults/plan.ts';
import { crc32 } from './crc32.ts';

/**
 * DynamoDB's JSON protocol over HTTP, for the AWS CLI, NoSQL Workbench and SDKs of other languages. Signatures are
 * not checked; the access key in them chooses the set of tables, as DynamoDB Local does.
 */
export interface HttpDoorOptions {
  /** The engine for an access key; the key is empty where a request has no signature. */
  readonly engineFor: (accessKey: string) => Engine;
  /** A TCP port on 127.0.0.1 (0 takes a free one), or the path of a Unix socket. */
  readonly listen: { readonly port: number } | { readonly socketPath: string };
}

export interface HttpDoor {
  /** `http://127.0.0.1:port`, or the socket's path. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** A batch of 16 MB grows by a third as base64; more than this is nobody's request. */
const BODY_BYTES_MAX = 32 * 1024 * 1024;

export async function openHttpDoor(options: HttpDoorOptions): Promise<HttpDoor> {
  const server = createServer((request, response) => {
    void serve(options.engineFor, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    if ('port' in options.listen) server.listen(options.listen.port, '127.0.0.1', resolve);
    else server.listen(options.listen.socketPath, resolve);
  });
  return { endpoint: endpointOf(server), close: () => close(server) };
}

function endpointOf(server: Server): string {
  const address = server.address() as AddressInfo | string;
  return typeof address === 'string' ? address : `http://127.0.0.1:${address.port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serve(
  engineFor: (accessKey: string) => Engine,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const text = await bodyOf(request);
    if (text === undefined)
      return reply(response, 413, { __type: 'RequestEntityTooLarge', message: 'The request is too large' });
    if (request.method !== 'POST') return health(request, response);
    const target = request.headers['x-amz-target'];
    const engine = engineFor(accessKeyOf(request.headers.authorization));
    const { status, body } = answerText(engine, typeof target === 'string' ? target : undefined, text);
    reply(response, status, body);
  } catch (error) {
    // A lost reply ends as a broken connection, and so does a client that went away in the middle.
    if (error instanceof ReplyLostError || request.destroyed) response.destroy();
    else reply(response, 500, { __type: 'InternalServerError', message: String(error) });
  }
}

/** Undefined for a body over the limit. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > BODY_BYTES_MAX) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function accessKeyOf(authorization: string | undefined): string {
  return /Credential=([^/\s,]+)/.exec(authorization ?? '')?.[1] ?? '';
}

function health(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.end(`healthy: ${request.headers.host ?? 'keysmith'}`);
}

function reply(response: ServerResponse, status: number, body: object): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': bytes.length,
    'x-amz-crc32': String(crc32(bytes)),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(bytes);
}
