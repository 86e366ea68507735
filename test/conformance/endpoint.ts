import * as dynamodb from '@aws-sdk/client-dynamodb';
import {
  connectTable,
  rawClient,
  startTable,
  type JsonObject,
  type TableAddress,
  type TableServer,
} from '@keysmith/table';
import { inject, vi } from 'vitest';

/**
 * The conformance suite talks to an endpoint and does not know which: it sends commands of the AWS SDK and looks at
 * outputs and errors. `KEYSMITH_ENDPOINT` chooses: "embedded" (through the SDK's request handler), "embedded-http",
 * "dynamodb-local". Vitest's projects run the same files once per endpoint.
 */
export type EndpointName = 'embedded' | 'embedded-http' | 'dynamodb-local';

declare module 'vitest' {
  interface ProvidedContext {
    readonly endpoint: EndpointName;
  }
}

/** An output or an error of the service as plain data. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- outputs of forty commands, asserted on by shape
export type Output = any;

export interface Endpoint {
  readonly name: EndpointName;
  /** Sends one command and gives its output without metadata. */
  call(operation: string, input: object): Promise<Output>;
  /** Sends one command that must be refused, and gives the error's name, message and further fields. */
  refusal(operation: string, input: object): Promise<Output>;
  /** Sends a request as it is, past the SDK: for operations and inputs that its commands cannot carry. */
  wire(operation: string, input: object): Promise<Output>;
  /** The same for a request that must be refused: the error as `refusal` gives it. */
  wireRefusal(operation: string, input: object): Promise<Output>;
  /** Makes a table under a name of its own, waits until it is active, and gives the name. */
  table(definition: object): Promise<string>;
}

type AnyClient = { send(command: unknown): Promise<Record<string, unknown>> };
type CommandClass = new (input: object) => unknown;

let opened: Promise<Endpoint> | undefined;

/** The endpoint of this test file, opened once. Each file has a namespace of its own. */
export function endpoint(): Promise<Endpoint> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Endpoint> {
  const name = inject('endpoint');
  const server = await serverOf(name);
  const namespace = `conformance${process.pid}x${Math.floor(performance.now() * 1000)}`;
  const door = server.open(namespace);
  const client = rawClient(door, { maxAttempts: 1 }) as unknown as AnyClient;
  let tables = 0;

  const call = async (operation: string, input: object): Promise<Output> => {
    const Command = (dynamodb as unknown as Record<string, CommandClass>)[`${operation}Command`];
    if (Command === undefined) throw new Error(`the SDK has no ${operation}Command`);
    const { $metadata: _metadata, ...output } = await client.send(new Command(input));
    return output;
  };
  const refusal = async (operation: string, input: object): Promise<Output> => {
    const reply = await call(operation, input).catch((error: unknown) => error);
    if (reply instanceof Error) return reply;
    throw new Error(`${operation} was expected to be refused, but it returned ${JSON.stringify(reply)}`);
  };
  const send = (operation: string, input: object) => door.send({ operation, input: input as JsonObject });
  const wire = async (operation: string, input: object): Promise<Output> => {
    const { status, body } = await send(operation, input);
    if (status === 200) return body;
    throw new Error(`${operation} failed: ${JSON.stringify(body)}`);
  };
  const wireRefusal = async (operation: string, input: object): Promise<Output> => {
    const { status, body } = await send(operation, input);
    if (status === 200)
      throw new Error(`${operation} was expected to be refused, but it returned ${JSON.stringify(body)}`);
    return {
      ...body,
      status,
      name: String(body['__type']).replace(/^.*#/, ''),
      message: body['message'] ?? body['Message'],
    };
  };
  const table = async (definition: object): Promise<string> => {
    tables += 1;
    const TableName = `Table_${tables}`;
    await call('CreateTable', { TableName, BillingMode: 'PAY_PER_REQUEST', ...definition });
    const isActive = async () => (await call('DescribeTable', { TableName })).Table.TableStatus === 'ACTIVE';
    // DynamoDB Local's tables are active at once, AWS's after seconds.
    if (!(await isActive())) await vi.waitUntil(isActive, { interval: 50, timeout: 45_000 });
    return TableName;
  };
  return { name, call, refusal, wire, wireRefusal, table };
}

async function serverOf(name: EndpointName): Promise<TableServer> {
  if (name === 'embedded') return startTable('embedded');
  return connectTable(inject('address') as TableAddress);
}
