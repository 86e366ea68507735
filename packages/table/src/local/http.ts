import { Agent, request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { JsonObject, WireReply, WireRequest } from '../door.ts';
import { TableError } from '../errors.ts';

/** A line to one endpoint. The access key tells DynamoDB Local which set of tables is meant. */
export interface HttpLine {
  send(accessKey: string, request: WireRequest): Promise<WireReply>;
  /** Ends all connections. What is on the way fails, and so does all that is sent later. */
  close(): void;
}

const streamsOperations = new Set(['ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords']);

/**
 * Opens a line that keeps its connections and sends each request exactly once.
 *
 * Measured on DynamoDB Local: 0.64-0.73 ms for a small put or get one after the other, 0.21-0.28 ms each with eight at
 * once. The library undici was not faster (0.55-0.78 and 0.25 ms), and `fetch` slower (0.82-1.16 ms).
 */
export function openHttpLine(endpoint: string): HttpLine {
  const { hostname, port } = new URL(endpoint);
  // DynamoDB Local drops an idle connection after 30 s. Dropping it well before means that no request is ever sent
  // on a connection that the other end is about to close. A limit on connections keeps bursts from using up sockets.
  const agent = new Agent({ keepAlive: true, timeout: 10_000, maxSockets: 64 });
  let closed = false;

  const post = (accessKey: string, { operation, input }: WireRequest): Promise<WireReply> => {
    const body = Buffer.from(JSON.stringify(input));
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(
        { agent, hostname, port, method: 'POST', path: '/', headers: headersFor(accessKey, operation, body) },
        (incoming) => void readReply(incoming).then(resolve, reject),
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  };

  return {
    async send(accessKey, request) {
      if (closed) throw closedError(endpoint);
      try {
        return await post(accessKey, request);
      } catch (cause) {
        throw cause instanceof TableError ? cause : unreachable(endpoint, request.operation, cause);
      }
    },
    close() {
      closed = true;
      agent.destroy();
    },
  };
}

function headersFor(accessKey: string, operation: string, body: Uint8Array): Record<string, string | number> {
  const service = streamsOperations.has(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810';
  return {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': body.byteLength,
    'x-amz-target': `${service}.${operation}`,
    // DynamoDB Local reads the key and the region from this header, and does not check the signature.
    authorization:
      `AWS4-HMAC-SHA256 Credential=${accessKey}/20200101/us-east-1/dynamodb/aws4_request, ` +
      'SignedHeaders=host, Signature=0',
  };
}

async function readReply(incoming: IncomingMessage): Promise<WireReply> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const status = incoming.statusCode ?? 0;
  const body = parseObject(text);
  if (body === undefined) {
    const start = text.slice(0, 200);
    throw new TableError(
      'table.bad-reply',
      `The table answered with status ${status} and no JSON object: "${start}".`,
    );
  }
  return { status, body: status < 400 ? body : withServiceSpelling(body) };
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The service spells the message of its errors in lower case, DynamoDB Local in upper case. */
function withServiceSpelling(body: JsonObject): JsonObject {
  const { Message, ...rest } = body;
  return Message === undefined || rest['message'] !== undefined ? body : { ...rest, message: Message };
}

function closedError(endpoint: string): TableError {
  return new TableError(
    'table.closed',
    `The connection to the table at ${endpoint} is closed; open a new one.`,
  );
}

function unreachable(endpoint: string, operation: string, cause: unknown): TableError {
  const detail = cause instanceof Error ? cause.message || cause.name : String(cause);
  return new TableError(
    'table.unreachable',
    `${operation} got no reply from the table at ${endpoint} (${detail}). ` +
      'Whether it took effect is unknown. Check that the table server still runs, and start it again if not.',
    { cause },
  );
}
