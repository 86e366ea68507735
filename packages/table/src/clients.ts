import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TranslateConfig } from '@aws-sdk/lib-dynamodb';
import { retryMiddlewareOptions } from '@smithy/core/retry';
import { HttpResponse, type HttpRequest } from '@smithy/core/transport';
import { attemptsBy, type RetryStrategy } from './attempts.ts';
import type { Door, JsonObject } from './door.ts';
import { leaveStepsForDoors } from './steps.ts';

// This module runs in a browser too: it must not import anything of Node.

/** How often and when the SDK's client sends a request again. The SDK's own rules apply where nothing is given. */
export interface ClientOptions {
  /** How often a request is sent at most, the first time included. 4 when absent, as the SDK has it. */
  readonly maxAttempts?: number;
  /** Decides when to try again, for instance under a virtual clock. It replaces `maxAttempts`. */
  readonly retryStrategy?: RetryStrategy;
}

/** Options of a document client. How values are translated stays at the SDK's defaults unless it is given here. */
export interface DocumentClientOptions extends ClientOptions {
  /** Passed to `DynamoDBDocumentClient.from` as it is. */
  readonly translateConfig?: TranslateConfig;
}

/**
 * A door for bodies that are text already, or still: for a boundary that requests cross as the SDK wrote them. What it
 * throws reaches the SDK as it is.
 */
export interface Transport {
  /** Carries one request; `operation` is the bare name, such as "PutItem". */
  send(operation: string, body: string): Promise<{ readonly status: number; readonly body: Uint8Array }>;
}

/**
 * The SDK's document client, whose requests go through the door instead of over the network.
 * Errors of the service arrive as the SDK's own classes; a failure of the door arrives as the door threw it.
 */
export function documentClient(door: Door, options: DocumentClientOptions = {}): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(rawClient(door, options), options.translateConfig);
}

/** The same over a transport. */
export function documentClientOver(
  transport: Transport,
  options: DocumentClientOptions = {},
): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(clientOver(transport, options), options.translateConfig);
}

/** The SDK's plain client, with attribute values in their wire form, over the same door. */
export function rawClient(door: Door, options: ClientOptions = {}): DynamoDBClient {
  return clientOver(transportOf(door), options);
}

function clientOver(transport: Transport, { maxAttempts = 4, retryStrategy }: ClientOptions): DynamoDBClient {
  const client = new DynamoDBClient({
    ...fixedSettings,
    maxAttempts,
    ...(retryStrategy && { retryStrategy }),
    requestHandler: handlerOver(transport),
  });
  leaveStepsForDoors(client);
  if (retryStrategy) client.middlewareStack.add(attemptsBy(retryStrategy), retryMiddlewareOptions);
  return client;
}

/**
 * Everything that the SDK would otherwise look up in the environment, in profile files or on the instance.
 * A verdict must not depend on the settings of the machine, and a look-up costs time in every new client.
 */
const fixedSettings = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'keysmith', secretAccessKey: 'keysmith' },
  // Nobody checks the signature behind a door, and computing it would be half the time of a call.
  signer: { sign: async <Request>(request: Request) => request },
  disableClockSkewCorrection: true,
  accountIdEndpointMode: 'disabled',
  authSchemePreference: [],
  defaultsMode: 'standard',
  defaultUserAgentProvider: async (): Promise<[string, string][]> => [['keysmith', '1']],
  endpointDiscoveryEnabled: false,
  ignoreConfiguredEndpointUrls: true,
  retryMode: 'standard',
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  userAgentAppId: async () => undefined,
} satisfies DynamoDBClientConfig & {
  signer: unknown;
  defaultUserAgentProvider: unknown;
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A way to the table that takes bodies as text. */
export function transportOf(door: Door): Transport {
  return {
    async send(operation, body) {
      const reply = await door.send({ operation, input: JSON.parse(body) as JsonObject });
      return { status: reply.status, body: bytesOf(reply.body) };
    },
  };
}

function handlerOver(transport: Transport) {
  return {
    metadata: { handlerProtocol: 'keysmith-door' },
    handle: async (request: HttpRequest) => {
      const { status, body } = await transport.send(operationOf(request), textOf(request.body));
      return {
        response: new HttpResponse({
          statusCode: status,
          headers: { 'content-type': 'application/x-amz-json-1.0' },
          body,
        }),
      };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  };
}

const nothing = encoder.encode('{}');

/** Most writes are answered with an empty object, whose bytes need not be made each time. Nobody changes them. */
function bytesOf(body: JsonObject): Uint8Array {
  const text = JSON.stringify(body);
  return text === '{}' ? nothing : encoder.encode(text);
}

/** The target header reads like "DynamoDB_20120810.PutItem"; only its last part matters to a door. */
function operationOf(request: HttpRequest): string {
  const target = request.headers['x-amz-target'] ?? '';
  return target.slice(target.lastIndexOf('.') + 1);
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return decoder.decode(body);
  return '{}';
}
