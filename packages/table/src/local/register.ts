import type { JsonObject, JsonValue, WireReply, WireRequest } from '../door.ts';
import { TableError } from '../errors.ts';

/** Sends a request to the tables of one access key. */
export type SendAs = (accessKey: string, request: WireRequest) => Promise<WireReply>;

/** An access key on loan. `number` is new with every loan, also when the key was lent before. */
export interface Loan {
  readonly accessKey: string;
  readonly number: string;
}

/** Who has which access key. */
export interface Register {
  /** The key of the namespace: the one that it has, else a free one, else a new one. */
  borrow(namespace: string): Promise<Loan>;
  /** Takes the namespace out of the register, and tells which key it had. The key is not free yet. */
  strike(namespace: string): Promise<Loan | undefined>;
  /** Makes a key free for the next namespace. Its tables must be dropped by then. */
  giveBack(loan: Loan): Promise<void>;
  /** The names of all namespaces on loan that begin so. */
  namesWith(prefix: string): Promise<string[]>;
}

const registerKey = 'register';
const TableName = 'keysmith-register';
/**
 * One item, the desk, counts loans and keys and holds the free keys, the last returned first. Each namespace on loan has
 * an item of its own.
 */
const desk = { kind: { S: 'desk' }, name: { S: 'desk' } };
const namespaceKind = { S: 'namespace' };
const keyOf = (namespace: string) => ({ kind: namespaceKind, name: { S: namespace } });

/** Creates the register's table, as the first request to a new server. */
export async function createRegister(sendAs: SendAs): Promise<void> {
  const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
  const reply = await sendAs(registerKey, {
    operation: 'CreateTable',
    input: {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [attribute('kind'), attribute('name')],
      KeySchema: [
        { AttributeName: 'kind', KeyType: 'HASH' },
        { AttributeName: 'name', KeyType: 'RANGE' },
      ],
    },
  });
  accept('CreateTable', reply);
}

/**
 * Opens the register: a table under an access key of its own on the same server. Through it, all processes that are
 * connected to the server agree on who has which key, without knowing each other.
 */
export function openRegister(sendAs: SendAs): Register {
  const ask = (operation: string, input: JsonObject) =>
    sendAs(registerKey, { operation, input: { TableName, ...input } });
  const tell = async (operation: string, input: JsonObject) => accept(operation, await ask(operation, input));

  const giveBack = async ({ accessKey }: Loan): Promise<void> => {
    await tell('UpdateItem', {
      Key: desk,
      UpdateExpression: 'SET freeKeys = list_append(:key, if_not_exists(freeKeys, :none))',
      ExpressionAttributeValues: { ':none': { L: [] }, ':key': { L: [{ S: accessKey }] } },
    });
  };

  return {
    async borrow(namespace) {
      const loan = (await takeFreeKey(ask)) ?? (await makeKey(tell));
      const reply = await ask('PutItem', {
        Item: { ...keyOf(namespace), accessKey: { S: loan.accessKey }, number: { N: loan.number } },
        ConditionExpression: 'attribute_not_exists(accessKey)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      if (!conditionFailed(reply)) return accept('PutItem', reply) && loan;
      // Another process had it first, and both must see the same tables.
      await giveBack(loan);
      return loanIn(reply.body['Item']);
    },
    async strike(namespace) {
      const { Attributes } = await tell('DeleteItem', { Key: keyOf(namespace), ReturnValues: 'ALL_OLD' });
      return Attributes === undefined ? undefined : loanIn(Attributes);
    },
    giveBack,
    namesWith: (prefix) => readNames(tell, prefix),
  };
}

type Ask = (operation: string, input: JsonObject) => Promise<WireReply>;
type Tell = (operation: string, input: JsonObject) => Promise<JsonObject>;

async function takeFreeKey(ask: Ask): Promise<Loan | undefined> {
  const reply = await ask('UpdateItem', {
    Key: desk,
    ConditionExpression: 'attribute_exists(freeKeys[0])',
    UpdateExpression: 'REMOVE freeKeys[0] ADD loanCount :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
    ReturnValues: 'ALL_OLD',
  });
  if (conditionFailed(reply)) return undefined;
  const before = accept('UpdateItem', reply)['Attributes'];
  return {
    accessKey: textAt(before, ['freeKeys', 'L', '0', 'S']),
    number: String(Number(textAt(before, ['loanCount', 'N'])) + 1),
  };
}

async function makeKey(tell: Tell): Promise<Loan> {
  const { Attributes: after } = await tell('UpdateItem', {
    Key: desk,
    UpdateExpression: 'ADD keyCount :one, loanCount :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
    ReturnValues: 'ALL_NEW',
  });
  return {
    accessKey: `keysmith${textAt(after, ['keyCount', 'N'])}`,
    number: textAt(after, ['loanCount', 'N']),
  };
}

async function readNames(tell: Tell, prefix: string): Promise<string[]> {
  const names: string[] = [];
  let page: JsonObject;
  let start: JsonValue | undefined;
  do {
    page = await tell('Query', {
      KeyConditionExpression: 'kind = :kind',
      ExpressionAttributeValues: { ':kind': namespaceKind },
      ConsistentRead: true,
      ExclusiveStartKey: start,
    });
    const items = page['Items'] as readonly JsonValue[];
    names.push(...items.map((item) => textAt(item, ['name', 'S'])));
    start = page['LastEvaluatedKey'];
  } while (start !== undefined);
  return names.filter((name) => name.startsWith(prefix));
}

function loanIn(item: JsonValue | undefined): Loan {
  return { accessKey: textAt(item, ['accessKey', 'S']), number: textAt(item, ['number', 'N']) };
}

function conditionFailed({ body }: WireReply): boolean {
  return String(body['__type']).endsWith('#ConditionalCheckFailedException');
}

function accept(operation: string, { status, body }: WireReply): JsonObject {
  if (status < 400) return body;
  const sentence = String(body['message'] ?? body['__type']);
  throw new TableError('table.refused', `The register of namespaces refused ${operation}: ${sentence}`);
}

/** Follows the names into a reply; numbers as text lead into lists. */
function textAt(value: JsonValue | undefined, path: readonly string[]): string {
  let here: unknown = value;
  for (const name of path) here = (here as Record<string, unknown> | undefined)?.[name];
  if (typeof here === 'string') return here;
  throw new TableError('table.bad-reply', `The register of namespaces holds no text at ${path.join('.')}.`);
}
