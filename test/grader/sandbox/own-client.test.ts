/* A learner's code may make a client of its own; in a jail there is nothing that it could reach. */
import type { RunEvent } from '@keysmith/grader';
import { expect, it } from 'vitest';
import { accessWith } from '../toys.ts';
import { toyInJail } from './open-jail.ts';

const TOP = `import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
const region = 'eu-west-1';
const clients = {
  'with all that it takes': () => new DynamoDBClient({ region, credentials }),
  'of an endpoint': () => new DynamoDBClient({ region, credentials, endpoint: 'http://localhost:8000' }),
  'of a special endpoint': () => new DynamoDBClient({ region, credentials, useFipsEndpoint: true }),
  'without credentials': () => new DynamoDBClient({ region }),
};
const endpoint = async () => {
  const client = new DynamoDBClient({ region, credentials, endpoint: 'http://localhost:8000' });
  let seen = 'no request';
  client.middlewareStack.add((next) => (given) => {
    const { protocol, hostname, port } = given.request as { protocol: string; hostname: string; port: number };
    seen = \`\${protocol}//\${hostname}:\${port}\`;
    return next(given);
  }, { step: 'build' });
  await client.send(new ListTablesCommand({})).catch(() => undefined);
  return seen;
};`;

const KEEP = `for (const [name, make] of Object.entries(clients)) {
    const why = await make().send(new ListTablesCommand({})).then(() => 'a reply', (error) => error.message);
    console.log(\`client \${name}: \${why}\`);
  }
  console.log(\`client asks \${await endpoint()}\`);`;

it('tells a client of the learner’s own that it reaches nothing', async (context) => {
  const { toy, runner } = await toyInJail(context);
  const { exercise } = toy;
  const learnerFolder = await toy.folder('own', { 'access.ts': accessWith({ top: TOP, keepNote: KEEP }) });
  const printed: string[] = [];
  await runner.run({
    exercise,
    learnerFolder,
    fallbackFolder: exercise.solutionFolder,
    seed: 7,
    only: ['note-kept'],
    isConfirmed: false,
    onEvent: (event: RunEvent) => void (event.type === 'output' && printed.push(event.text)),
  });
  const told = printed.join('').match(/^client .*$/gm);
  const NOTHING = 'A client of your own reaches nothing here. Take `client` from the context.';
  expect(told).toEqual([
    `client with all that it takes: ${NOTHING}`,
    `client of an endpoint: ${NOTHING}`,
    `client of a special endpoint: ${NOTHING}`,
    'client without credentials: Credential is missing',
    'client asks http://localhost:8000',
  ]);
});
