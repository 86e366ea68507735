import { createEngine } from '@keysmith/engine';
import type { Engine } from '@keysmith/engine';
import { openHttpDoor } from '@keysmith/engine/http';
import { startTable } from '@keysmith/table';
import type { RunReport, TableServer } from '@keysmith/table';
import { onTestFinished, vi } from 'vitest';

/** A stand-in for an AWS account: an engine behind an HTTP address, which notes whose key signed each request. */
export interface Account {
  readonly endpoint: string;
  readonly engine: Engine;
  readonly accessKeys: Set<string>;
  tableNames(): readonly string[];
}

export const credentials = {
  AWS_ACCESS_KEY_ID: 'AKIDMADEUP',
  AWS_SECRET_ACCESS_KEY: 'made-up',
  AWS_REGION: 'eu-north-1',
} as const;

/** Opens the stand-in, and sets the environment so that the SDK finds made-up credentials and no profile. */
export async function openAccount(): Promise<Account> {
  for (const [name, value] of Object.entries(credentials)) vi.stubEnv(name, value);
  withoutProfiles();
  const engine = createEngine();
  const accessKeys = new Set<string>();
  const engineFor = (accessKey: string) => {
    accessKeys.add(accessKey);
    return engine;
  };
  const { endpoint, close } = await openHttpDoor({ engineFor, listen: { port: 0 } });
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await close();
  });
  const tableNames = () => engine.execute('ListTables', {})['TableNames'] as string[];
  return { endpoint, engine, accessKeys, tableNames };
}

/** Nothing of the machine's own settings, and no question to an instance's metadata service. */
export function withoutProfiles(): void {
  vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  for (const name of ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL']) vi.stubEnv(name, undefined);
}

/** A run on the account with everybody's consent. Its reports are kept. */
export async function startRun({ endpoint }: Account, runId = 'run1') {
  const reports: RunReport[] = [];
  const server: TableServer = await startTable('aws', {
    endpoint,
    runId,
    yes: true,
    report: (report) => void reports.push(report),
  });
  onTestFinished(() => server.close());
  return { server, reports };
}
