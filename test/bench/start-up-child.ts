// A process of its own: node start-up-child.ts <engine|table|dynalite>. Prints milliseconds as JSON.
import type { StartUpFigure } from './start-up.ts';

const starters: Readonly<Record<string, () => Promise<() => Promise<void>>>> = {
  engine: async () => {
    const { createEngine } = await import('@keysmith/engine');
    return async () => {
      createEngine().execute('ListTables', {});
    };
  },
  table: async () => {
    const { openEmbedded } = await import('@keysmith/table/embedded');
    return async () => {
      await openEmbedded().open('bench').send({ operation: 'ListTables', input: {} });
    };
  },
  dynalite: async () => {
    const { default: dynalite } = await import('dynalite');
    return async () => {
      const server = dynalite({}).listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const { port } = server.address() as { port: number };
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.ListTables',
        authorization:
          'AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
        'x-amz-date': '20260101T000000Z',
      };
      const reply = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers, body: '{}' });
      if (!reply.ok) throw new Error(`dynalite answered with status ${reply.status}: ${await reply.text()}`);
    };
  },
};

const starter = starters[process.argv[2] ?? ''];
if (starter === undefined) throw new Error(`Name one of ${Object.keys(starters).join(', ')}.`);
const begin = performance.now();
const start = await starter();
const imported = performance.now();
await start();
const figure: StartUpFigure = { importMs: imported - begin, readyMs: performance.now() - imported };
process.stdout.write(JSON.stringify(figure), () => process.exit());
