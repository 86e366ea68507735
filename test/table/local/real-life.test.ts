import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { needJava } from './real-java.ts';
import { isRunning, untilGone } from './running.ts';

// The many ways in which a process can end are in life.test.ts, with a fake Java. This is the worst one with the real.

needJava();

it(
  'a real DynamoDB Local is gone when the process that asked for it is killed',
  { timeout: 120_000 },
  async () => {
    const script = fileURLToPath(new URL('asker.ts', import.meta.url));
    const asker = spawn(process.execPath, [script, 'wait'], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void asker.kill('SIGKILL'));
    const [line] = (await once(asker.stdout.setEncoding('utf8'), 'data')) as [string];
    const { endpoint } = JSON.parse(line) as { endpoint: string };
    const java = pidOfJavaOn(new URL(endpoint).port);
    expect(isRunning(java)).toBe(true);
    asker.kill('SIGKILL');
    await untilGone(java);
    await expect(fetch(endpoint)).rejects.toThrow();
  },
);

function pidOfJavaOn(port: string): number {
  const processes = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  const java = processes.filter(
    (line) => line.includes('DynamoDBLocal.jar') && line.includes(`-port ${port} `),
  );
  expect(java).toHaveLength(1);
  return Number.parseInt(java[0] ?? '', 10);
}
