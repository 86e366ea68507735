import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { openHttpLine } from '../../../packages/table/src/local/http.ts';

/** A server that answers as told, and counts connections and requests. */
async function serve(answer: RequestListener) {
  const seen = { connections: 0, requests: [] as IncomingMessage[] };
  const server = createServer((request, response) => {
    seen.requests.push(request);
    answer(request, response);
  });
  server.on('connection', () => (seen.connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const line = openHttpLine(endpoint);
  onTestFinished(() => {
    line.close();
    server.closeAllConnections();
    server.close();
  });
  return { seen, line, endpoint, server };
}

const list = { operation: 'ListTables', input: {} };

it('names the operation and the access key as DynamoDB Local reads them, streams apart', async () => {
  const { seen, line } = await serve((_, response) => response.end('{}'));
  await line.send('keyA', list);
  await line.send('keyB', { operation: 'GetRecords', input: {} });
  const headers = seen.requests.map((request) => request.headers);
  expect(headers.map((one) => one['x-amz-target'])).toEqual([
    'DynamoDB_20120810.ListTables',
    'DynamoDBStreams_20120810.GetRecords',
  ]);
  expect(headers[0]?.authorization).toContain('Credential=keyA/20200101/us-east-1/dynamodb/aws4_request');
  expect(headers[1]?.authorization).toContain('Credential=keyB/');
});

it('keeps its connection', async () => {
  const { seen, line } = await serve((_, response) => response.end('{}'));
  for (let count = 0; count < 5; count += 1) await line.send('key', list);
  expect(seen.requests).toHaveLength(5);
  expect(seen.connections).toBe(1);
});

it('gives the reply whole, whatever its alphabet, and spells the message of an error as the service does', async () => {
  const { line } = await serve((request, response) => {
    const failing = String(request.headers['x-amz-target']).endsWith('PutItem');
    response.statusCode = failing ? 400 : 200;
    const half = Buffer.from(JSON.stringify({ Message: '東京'.repeat(20_000) }));
    response.write(half.subarray(0, 20));
    response.end(half.subarray(20));
  });
  const message = '東京'.repeat(20_000);
  expect(await line.send('key', list)).toEqual({ status: 200, body: { Message: message } });
  expect(await line.send('key', { operation: 'PutItem', input: {} })).toEqual({
    status: 400,
    body: { message },
  });
});

it('sends a request once, and says that its effect is unknown when no reply comes', async () => {
  const { seen, line, endpoint } = await serve((request, response) => {
    if (seen.requests.length === 1) response.end('{}');
    else request.socket.destroy();
  });
  await line.send('key', list);
  // The second request goes over a connection that was used before: that is when clients like to try again.
  await expect(line.send('key', { operation: 'PutItem', input: {} })).rejects.toMatchObject({
    name: 'TableError',
    code: 'table.unreachable',
    message: expect.stringMatching(
      new RegExp(`^PutItem got no reply from the table at ${endpoint} .*effect is unknown.*start it again`),
    ),
  });
  expect(seen.requests).toHaveLength(2);
});

it('says so when the reply breaks off, when nobody is there, and when it is no JSON', async () => {
  const { line, server } = await serve((request, response) => {
    if (String(request.headers['x-amz-target']).endsWith('ListTables')) return void response.end('<html>');
    response.writeHead(200, { 'content-length': 100 });
    response.write('{', () => request.socket.destroy());
  });
  await expect(line.send('key', list)).rejects.toMatchObject({
    code: 'table.bad-reply',
    message: 'The table answered with status 200 and no JSON object: "<html>".',
  });
  await expect(line.send('key', { operation: 'GetItem', input: {} })).rejects.toMatchObject({
    code: 'table.unreachable',
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await expect(line.send('key', list)).rejects.toMatchObject({
    code: 'table.unreachable',
    message: expect.stringContaining('ECONNREFUSED'),
  });
});

it('refuses to work once closed', async () => {
  const { seen, line } = await serve((_, response) => response.end('{}'));
  line.close();
  await expect(line.send('key', list)).rejects.toMatchObject({ code: 'table.closed' });
  expect(seen.requests).toHaveLength(0);
});
