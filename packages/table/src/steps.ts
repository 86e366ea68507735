import type { DynamoDBClient, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-dynamodb';
import { getSchemaSerdePlugin } from '@smithy/core/schema';
import { getSmithyContext } from '@smithy/core/transport';
import type { HandlerExecutionContext, SerializeMiddleware } from '@smithy/types';

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

/**
 * Leaves a client those steps alone that make a request of a command, and a result of a reply. A step of somebody's own
 * finds the same request and the same reply, but no `endpointV2` in its context, and no step of those names beside it.
 */
export function leaveStepsForDoors({ middlewareStack, config }: DynamoDBClient): void {
  for (const name of FOR_THE_NETWORK) middlewareStack.remove(name);
  withoutEndpoints(middlewareStack as unknown as Stack);
  const { protocol, base64Decoder, base64Encoder, utf8Decoder, utf8Encoder, streamCollector } = config;
  // The SDK's own steps hand the whole configuration on, and copy its fifty members twice for each request.
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
  middlewareStack.addRelativeTo(takeEndpointParameters, {
    name: 'endpointParameters',
    relation: 'before',
    toMiddleware: 'serializerMiddleware',
  });
}

/**
 * Takes out of a command's input what the rules for endpoints would. What it comes to is no matter here, but taking it
 * refuses a transaction whose actions are no list, before anything is sent.
 */
const takeEndpointParameters: SerializeMiddleware<ServiceInputTypes, ServiceOutputTypes> = (
  next,
  context,
) => {
  const gets = endpointGetters(context);
  if (gets.length === 0) return next;
  return async (given) => {
    for (const get of gets) get(given.input);
    return next(given);
  };
};

type Get = (input: unknown) => unknown;

/** A command's class, as far as it tells how an endpoint depends on its input. */
interface CommandClass {
  getEndpointParameterInstructions?(): Readonly<Record<string, { readonly type: string; get?: Get }>>;
}

function endpointGetters(context: HandlerExecutionContext): Get[] {
  const { commandInstance } = getSmithyContext(context) as { commandInstance?: object };
  const kind = commandInstance?.constructor as CommandClass | undefined;
  return Object.values(kind?.getEndpointParameterInstructions?.() ?? {}).flatMap(({ type, get }) =>
    type === 'operationContextParams' && get ? [get] : [],
  );
}

/** Of a stack of steps, whatever they take and give. */
interface Stack {
  concat(from: Stack): Stack;
  remove(name: string): boolean;
}

/**
 * Every command brings the step that goes through the rules for endpoints, six look-ups for each request, so it is taken
 * out wherever steps of two stacks come together.
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
