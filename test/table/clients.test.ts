import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  TransactGetCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { TableError, documentClient, rawClient } from '@keysmith/table';
import type { Door, WireReply, WireRequest } from '@keysmith/table';
import { HttpResponse, type HttpRequest } from '@smithy/core/transport';
import { build } from 'esbuild';
import type { RetryStrategy } from '../../packages/table/src/attempts.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

/** A door that gives the replies in turn, the last one again and again, and keeps what it was sent. */
function scriptedDoor(...replies: WireReply[]): Door & { requests: WireRequest[] } {
  const requests: WireRequest[] = [];
  return {
    requests,
    async send(request) {
      requests.push(request);
      return replies[requests.length - 1] ?? replies.at(-1) ?? { status: 200, body: {} };
    },
  };
}

const fault: WireReply = {
  status: 500,
  body: { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message: 'try again' },
};
const key = { TableName: 'T', Key: { pk: 'a' } };

describe('a document client', () => {
  it('sends plain values in their wire form, and reads them back', async () => {
    const door = scriptedDoor({
      status: 200,
      body: { Item: { pk: { S: 'a' }, n: { N: '7' }, b: { B: 'AQI=' } } },
    });
    const { Item } = await documentClient(door).send(new GetCommand(key));
    expect(door.requests).toEqual([
      { operation: 'GetItem', input: { TableName: 'T', Key: { pk: { S: 'a' } } } },
    ]);
    expect(Item).toEqual({ pk: 'a', n: 7, b: new Uint8Array([1, 2]) });
  });

  it("translates values by the SDK's own rules, which refuse undefined", async () => {
    const put = new PutCommand({ TableName: 'T', Item: { pk: 'a', more: { nothing: undefined } } });
    await expect(documentClient(scriptedDoor()).send(put)).rejects.toThrow('removeUndefinedValues');
    const door = scriptedDoor();
    const tolerant = { marshallOptions: { removeUndefinedValues: true } };
    await documentClient(door, { translateConfig: tolerant }).send(put);
    expect(door.requests[0]?.input['Item']).toEqual({ pk: { S: 'a' }, more: { M: {} } });
  });

  it("throws the SDK's own class for an error of the service, once", async () => {
    const __type = 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException';
    const door = scriptedDoor({ status: 400, body: { __type, message: 'no such table' } });
    const error = await documentClient(door)
      .send(new GetCommand(key))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect(error).toMatchObject({ name: 'ResourceNotFoundException', message: 'no such table' });
    expect(door.requests).toHaveLength(1);
  });
});

describe('a plain client', () => {
  it('keeps attribute values as they are, and survives text outside of ASCII', async () => {
    const item = { pk: { S: 'Zoë 東京 🗝' } };
    const door = scriptedDoor({ status: 200, body: { Item: item } });
    const client = rawClient(door);
    await client.send(new PutItemCommand({ TableName: 'T', Item: item }));
    expect(door.requests[0]).toEqual({ operation: 'PutItem', input: { TableName: 'T', Item: item } });
    expect((await client.send(new GetItemCommand({ TableName: 'T', Key: item }))).Item).toEqual(item);
  });

  it("shows a step of somebody's own the request that the SDK makes", async () => {
    const reply = { status: 200, body: {} };
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const requestHandler = {
      handle: async () => ({ response: new HttpResponse({ statusCode: 200, body: new Uint8Array() }) }),
    };
    const usual = new DynamoDBClient({ region: 'us-east-1', credentials, requestHandler });
    const seen = [];
    for (const client of [usual, rawClient(scriptedDoor(reply))]) {
      const requests: HttpRequest[] = [];
      client.middlewareStack.add(
        (next) => (given) => {
          requests.push(given.request as HttpRequest);
          return next(given);
        },
        { step: 'build' },
      );
      await client.send(new GetItemCommand({ TableName: 'T', Key: { pk: { S: 'a' } } }));
      const { method, protocol, hostname, port, path, query, body, headers } = requests[0] as HttpRequest;
      const { 'content-type': type, 'x-amz-target': target } = headers;
      seen.push({ method, protocol, hostname, port, path, query, body: String(body), type, target });
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[0]).toMatchObject({ method: 'POST', target: 'DynamoDB_20120810.GetItem' });
  });

  it('has no step but those that make a request and a result', async () => {
    const steps = async (client: DynamoDBClient, command: GetItemCommand | GetCommand) => {
      const names: string[] = [];
      const log = vi
        .spyOn(console, 'log')
        .mockImplementation(
          (list: string[]) => void names.push(...list.map((text) => text.split(' - ')[0] ?? '')),
        );
      client.middlewareStack.identifyOnResolve(true);
      if (command instanceof GetCommand) await DynamoDBDocumentClient.from(client).send(command);
      else await client.send(command);
      log.mockRestore();
      return names.sort();
    };
    const plain = ['deserializerMiddleware', 'endpointParameters', 'retryMiddleware', 'serializerMiddleware'];
    const door = scriptedDoor({ status: 200, body: {} });
    const input = { TableName: 'T', Key: { pk: { S: 'a' } } };
    expect(await steps(rawClient(door), new GetItemCommand(input))).toEqual(plain);
    expect(await steps(rawClient(door), new GetCommand(key))).toEqual([
      'DocumentMarshall',
      'DocumentUnmarshall',
      ...plain,
    ]);
  });

  it('refuses what the SDK refuses before it sends anything', async () => {
    const usual = new DynamoDBClient({
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      requestHandler: { handle: () => Promise.reject(new Error('sent')) },
      maxAttempts: 1,
    });
    const door = scriptedDoor();
    const put = { Put: { TableName: 'T', Item: { pk: 'a' } } };
    for (const TransactItems of [put, new Set([put]), 'x'] as never[]) {
      for (const command of [TransactWriteCommand, TransactGetCommand]) {
        const refusals = [];
        for (const client of [usual, rawClient(door)]) {
          const sent = DynamoDBDocumentClient.from(client).send(
            new command({ TransactItems }) as TransactGetCommand,
          );
          refusals.push(await sent.then(String, String));
        }
        expect(refusals[1]).toBe(refusals[0]);
        expect(refusals[0]).toContain('TypeError');
      }
    }
    expect(door.requests).toEqual([]);
  });
});

describe('sending again', () => {
  it('is left at what the SDK does by itself', async () => {
    for (const name of ['AWS_MAX_ATTEMPTS', 'AWS_RETRY_MODE', 'AWS_PROFILE']) vi.stubEnv(name, undefined);
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/dev/null');
    onTestFinished(() => void vi.unstubAllEnvs());
    const plain = new DynamoDBClient({ region: 'us-east-1' });
    const ours = rawClient(scriptedDoor());
    expect(await ours.config.maxAttempts()).toBe(await plain.config.maxAttempts());
    expect(await ours.config.retryStrategy()).toMatchObject({ mode: 'standard' });
    expect(await plain.config.retryStrategy()).toMatchObject({ mode: 'standard' });
  });

  it('happens as often as the caller allows, and not at all with one attempt', async () => {
    const never = scriptedDoor(fault);
    await expect(documentClient(never, { maxAttempts: 1 }).send(new GetCommand(key))).rejects.toThrow(
      'try again',
    );
    expect(never.requests).toHaveLength(1);
    const once = scriptedDoor(fault, { status: 200, body: {} });
    await documentClient(once, { maxAttempts: 2 }).send(new GetCommand(key));
    expect(once.requests).toHaveLength(2);
  });

  it("is left to the caller's strategy where there is one", async () => {
    const asked: string[] = [];
    const token = { getRetryCount: () => asked.length, getRetryDelay: () => 0 };
    const retryStrategy = {
      acquireInitialRetryToken: async () => token,
      refreshRetryTokenForRetry: async (_: unknown, { errorType }: { errorType: string }) => {
        asked.push(errorType);
        return token;
      },
      recordSuccess: () => {},
    };
    const door = scriptedDoor(fault, fault, fault, fault, { status: 200, body: {} });
    await documentClient(door, { retryStrategy }).send(new GetCommand(key));
    expect(asked).toHaveLength(4);
    expect(door.requests).toHaveLength(5);
  });

  describe("by a caller's strategy", () => {
    const throttled: WireReply = {
      status: 400,
      body: {
        __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
        message: 'slow down',
      },
    };
    const invalid: WireReply = {
      status: 400,
      body: { __type: 'com.amazon.coral.validate#ValidationException', message: 'no key' },
    };

    interface Script {
      readonly attemptsMax: number;
      readonly signal?: AbortSignal;
      /** Where the strategy waits, and a signal ends that. */
      readonly abortIn?: 'beginning' | 'wait';
      readonly replies: WireReply[];
    }

    /** What a client makes of the replies, and what it asked a strategy that allows so many attempts. */
    async function toldBy(
      clientWith: (door: Door, retryStrategy: RetryStrategy) => DynamoDBClient,
      { attemptsMax, signal, abortIn, replies }: Script,
    ): Promise<unknown> {
      const told: unknown[] = [];
      const wait = (when: Script['abortIn']): Promise<unknown> | undefined =>
        abortIn === when ? new Promise((resolve) => setTimeout(resolve)) : undefined;
      const controller = new AbortController();
      const tokenOf = (count: number) => ({ getRetryCount: () => count, getRetryDelay: () => 0 });
      const client = clientWith(scriptedDoor(...replies), {
        async acquireInitialRetryToken() {
          if (abortIn === 'beginning') controller.abort();
          await wait('beginning');
          return tokenOf(0);
        },
        async refreshRetryTokenForRetry(token, { errorType, error }) {
          told.push([errorType, (error as Error).name]);
          if (abortIn === 'wait') queueMicrotask(() => controller.abort());
          await wait('wait');
          if (token.getRetryCount() + 1 >= attemptsMax) throw new Error('no token');
          return tokenOf(token.getRetryCount() + 1);
        },
        recordSuccess: (token) => void told.push(['success', token.getRetryCount()]),
      });
      const command = new GetItemCommand({ TableName: 'T', Key: { pk: { S: 'a' } } });
      const abortSignal = abortIn ? controller.signal : signal;
      const ending = await client.send(command, abortSignal && { abortSignal }).then(
        ({ $metadata }) => ({ $metadata }),
        ({ name, message, $metadata }) => ({ name, message, $metadata }),
      );
      return [told, ending];
    }

    it.each<[string, Script]>([
      ['a success', { attemptsMax: 3, replies: [{ status: 200, body: {} }] }],
      ['a success at last', { attemptsMax: 3, replies: [fault, throttled, { status: 200, body: {} }] }],
      ['faults without an end', { attemptsMax: 3, replies: [fault] }],
      ['what would fail again', { attemptsMax: 1, replies: [invalid] }],
      ['a signal before it begins', { attemptsMax: 3, abortIn: 'beginning', replies: [fault] }],
      ['a signal while it waits', { attemptsMax: 3, abortIn: 'wait', replies: [fault] }],
      ['a signal that no door hears', { attemptsMax: 3, signal: AbortSignal.abort(), replies: [fault] }],
    ])("asks it what the SDK's own step asks, and tells the same of %s", async (_, given) => {
      const ours = await toldBy((door, retryStrategy) => rawClient(door, { retryStrategy }), given);
      const plain = (door: Door, retryStrategy: RetryStrategy): DynamoDBClient => {
        const { credentials, region, requestHandler } = rawClient(door).config;
        return new DynamoDBClient({ credentials, region, requestHandler, retryStrategy });
      };
      expect(ours).toEqual(await toldBy(plain, given));
    });
  });

  it('never happens when the door itself fails, for the request may have taken effect', async () => {
    const send = vi.fn<Door['send']>(async () => {
      throw new TableError('table.unreachable', 'no reply');
    });
    const error = await documentClient({ send })
      .send(new GetCommand(key))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TableError);
    expect(error).toMatchObject({ code: 'table.unreachable', message: 'no reply' });
    expect(send).toHaveBeenCalledTimes(1);
  });
});

describe('where a client runs', () => {
  it('takes nothing from the environment or from profile files', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keysmith-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const wrong = [
      'region = nowhere',
      'retry_mode = never',
      'max_attempts = none',
      'endpoint_url = not an address',
    ];
    writeFileSync(
      join(folder, 'config'),
      ['[profile mine]', ...wrong, 'credential_process = false'].join('\n'),
    );
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
    vi.stubEnv('AWS_PROFILE', 'mine');
    vi.stubEnv('AWS_RETRY_MODE', 'never');
    vi.stubEnv('AWS_MAX_ATTEMPTS', 'none');
    vi.stubEnv('AWS_ENDPOINT_URL', 'not an address');
    vi.stubEnv('AWS_USE_FIPS_ENDPOINT', 'neither');
    onTestFinished(() => void vi.unstubAllEnvs());
    const client = documentClient(scriptedDoor());
    await client.send(new GetCommand(key));
    expect(await client.config.region()).toBe('us-east-1');
    expect(await client.config.maxAttempts()).toBe(4);
    expect(client.config.retryMode).toBe('standard');
  });

  it('may be a browser: nothing of Node is bundled with it', async () => {
    const { metafile } = await build({
      stdin: { contents: "export * from '@keysmith/table/clients'", resolveDir: import.meta.dirname },
      bundle: true,
      format: 'esm',
      platform: 'browser',
      metafile: true,
      write: false,
      logLevel: 'silent',
    });
    const outside = Object.values(metafile.outputs).flatMap((output) => output.imports);
    expect(outside.filter((one) => one.external)).toEqual([]);
    expect(Object.keys(metafile.inputs).filter((path) => path.includes('node-http-handler'))).toEqual([]);
  });
});
