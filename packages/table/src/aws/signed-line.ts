import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HttpRequest } from '@smithy/core/transport';
import type { JsonObject, WireReply, WireRequest } from '../door.ts';
import { TableError } from '../errors.ts';

/** A way to the service itself: requests are signed as the SDK signs them. */
export interface SignedLine {
  readonly region: string;
  /** The key that requests are signed with. It is no secret; what belongs to it is. */
  readonly accessKeyId: string;
  send(request: WireRequest): Promise<WireReply>;
  close(): void;
}

const streamsOperations = new Set(['ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords']);

/**
 * Opens a line with the credentials and the region that the SDK finds where it always looks: environment, profile
 * files, the machine's role. Each request is sent once; trying again is left to the client in front of the door.
 *
 * @throws {TableError} 'table.no-credentials' when there are none, or no region.
 */
export async function openSignedLine(options: { region?: string; endpoint?: string }): Promise<SignedLine> {
  const client = new DynamoDBClient({ ...options });
  const found = await Promise.all([client.config.region(), client.config.credentials()]).catch(noCredentials);
  const [region, { accessKeyId }] = found;
  const service = new URL(
    options.endpoint ??
      client.config.endpointProvider({ Region: region }, { logger: client.config.logger }).url,
  );

  const post = async ({ operation, input }: WireRequest): Promise<WireReply> => {
    const signer = await client.config.signer();
    const request = await signer.sign(requestTo(service, operation, JSON.stringify(input)));
    const { response } = await client.config.requestHandler.handle(request as HttpRequest);
    return { status: response.statusCode, body: await readBody(response.body) };
  };

  return {
    region,
    accessKeyId,
    async send(request) {
      try {
        return await post(request);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
        throw new TableError(
          'table.unreachable',
          `${request.operation} got no reply from ${service.host} (${reason}). Whether it took effect is unknown.`,
          { cause },
        );
      }
    },
    close: () => client.destroy(),
  };
}

function requestTo(service: URL, operation: string, body: string): HttpRequest {
  const isStreams = streamsOperations.has(operation);
  // Streams have a host of their own on AWS; an address that was given serves both.
  const isAws = service.hostname.startsWith('dynamodb.');
  const hostname = isStreams && isAws ? `streams.${service.hostname}` : service.hostname;
  return new HttpRequest({
    method: 'POST',
    protocol: service.protocol,
    hostname,
    ...(service.port !== '' && { port: Number(service.port) }),
    path: '/',
    headers: {
      host: service.port === '' ? hostname : `${hostname}:${service.port}`,
      'content-type': 'application/x-amz-json-1.0',
      'content-length': String(Buffer.byteLength(body)),
      'x-amz-target': `${isStreams ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810'}.${operation}`,
    },
    body,
  });
}

async function readBody(stream: AsyncIterable<Uint8Array>): Promise<JsonObject> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return JSON.parse(text) as JsonObject;
}

function noCredentials(cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new TableError(
    'table.no-credentials',
    `The AWS SDK finds no credentials or no region: ${reason} ` +
      'Run `aws configure`, or set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION. The table "embedded" needs none.',
    { cause },
  );
}
