import {
  judgeCheck,
  type CheckVerdict,
  type CheckBody,
  inProcessBinding,
  type TrialHost,
} from '@keysmith/instruments/host';
import { openEmbedded } from '@keysmith/table/embedded';
import { createLoader } from '../../../packages/grader/src/loader/instances.ts';
import { link } from '../../../packages/grader/src/loader/link.ts';
import { nodeModules } from '../../../packages/grader/src/loader/node.ts';
import { ONE_TABLE } from '../flaws/pair.ts';

const HEAD = `
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';

const TableName = 'main';
const keyOf = (name) => ({ pk: name, sk: '-' });
const read = async ({ client, tables }, name) =>
  (await client.send(new GetCommand({ TableName: tables.main, Key: keyOf(name), ConsistentRead: true }))).Item;
const write = ({ client, tables }, name, more) =>
  client.send(new PutCommand({ TableName: tables.main, Item: { ...keyOf(name), ...more } }));
`;

type Options = Partial<Pick<TrialHost, 'seed' | 'depth' | 'replay'>>;

/** A host for a learner's code, which is loaded as the grader loads it. `read` and `write` are there for it. */
export function hostOf(code: string, options: Options = {}): TrialHost {
  const modules = link([{ name: 'access.ts', text: HEAD + code }]);
  const binding = inProcessBinding(createLoader(modules, nodeModules(import.meta.dirname)));
  const server = openEmbedded();
  return {
    binding: { ...binding, read: () => Promise.resolve(ONE_TABLE) },
    openDoor: (namespace, given) => server.open(namespace, given),
    release: (namespace) => server.release(namespace),
    seed: 1,
    namespacePrefix: 'learner',
    ...options,
  };
}

/** The verdict of a check on a learner's code. */
export function judge(code: string, body: CheckBody, options: Options = {}): Promise<CheckVerdict> {
  const spec = { id: 'the-check', task: 'task', title: 'The title.', points: 1, needs: [] };
  return judgeCheck(spec, body, hostOf(code, options));
}
