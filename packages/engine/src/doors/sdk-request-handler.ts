import type { Engine } from '../engine.ts';
import { toBytes, toText } from './text.ts';
import { answerText } from './wire.ts';

/** What the AWS SDK v3 hands to a request handler, as far as DynamoDB's protocol uses it. */
interface SdkRequest {
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

export interface SdkRequestHandler {
  readonly metadata: { readonly handlerProtocol: string };
  handle(request: SdkRequest): Promise<{ response: SdkResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
  destroy(): void;
}

let requests = 0;

/**
 * A `requestHandler` for the SDK's clients: the real client with real serialisation and errors, and no socket.
 * `new DynamoDBClient({ requestHandler: sdkRequestHandler(engine), … })`.
 */
export function sdkRequestHandler(engine: Engine): SdkRequestHandler {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async (request) => {
      const { status, body } = answerText(engine, request.headers['x-amz-target'], toText(request.body));
      requests++;
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amzn-requestid': `keysmith-${requests}`,
      };
      return { response: { statusCode: status, headers, body: toBytes(JSON.stringify(body)) } };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => undefined,
  };
}
