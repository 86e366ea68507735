import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { getSchemaSerdePlugin } from '@smithy/core/schema';

// This module runs in a browser too: it must not import anything of Node.

/**
 * Steps of the SDK that prepare a request for the network or for a log: headers that no door reads, who signs what is
 * not signed, and filters of what nobody logs. Requests, replies and errors are the same without them; only a step of
 * somebody's own could miss them.
 */
const FOR_THE_NETWORK = [
  'loggerMiddleware',
  'contentLengthMiddleware',
  'getUserAgentMiddleware',
  'hostHeaderMiddleware',
  'recursionDetectionMiddleware',
  'httpAuthSchemeMiddleware',
  'httpSigningMiddleware',
];

/** What the SDK's rules for endpoints come to. No door reads it, but it stands in the request. */
const ENDPOINT = { protocol: 'https:', hostname: 'dynamodb.us-east-1.amazonaws.com', path: '/' };

/** Leaves a client those steps alone that make a request of a command, and a result of a reply. */
export function leaveStepsForDoors({ middlewareStack, config }: DynamoDBClient): void {
  for (const name of FOR_THE_NETWORK) middlewareStack.remove(name);
  withoutEndpoints(middlewareStack as unknown as Stack);
  const { protocol, base64Decoder, base64Encoder, utf8Decoder, utf8Encoder, streamCollector } = config;
  // The SDK's own steps hand the whole configuration on, and copy its sixty members twice for each request.
  const needed = {
    protocol,
    base64Decoder,
    base64Encoder,
    utf8Decoder,
    utf8Encoder,
    streamCollector,
    endpoint: () => Promise.resolve(ENDPOINT),
  };
  middlewareStack.use(getSchemaSerdePlugin(needed as unknown as typeof config));
}

/** Of a stack of steps, whatever they take and give. */
interface Stack {
  concat(from: Stack): Stack;
  remove(name: string): boolean;
}

/**
 * Every command brings the step that goes through the rules for endpoints, so it is taken out wherever steps of two stacks
 * come together.
 */
function withoutEndpoints(stack: Stack): Stack {
  const { concat } = stack;
  return Object.assign(stack, {
    concat(from: Stack) {
      const both = withoutEndpoints(concat(from));
      both.remove('endpointV2Middleware');
      return both;
    },
  });
}
