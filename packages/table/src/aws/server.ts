import { randomBytes } from 'node:crypto';
import type { Door, WireReply, WireRequest } from '../door.ts';
import { TableError } from '../errors.ts';
import type { TableAddress, TableServer } from '../server.ts';
import { dropAll, tablesWith } from './drop.ts';
import { createMeter } from './meter.ts';
import { namespacePrefix, partOfPrefix, runPrefix, withKnownNames, withRealNames } from './names.ts';
import type { AwsOptions } from './options.ts';
import { costOf, onDemandPrices, textOf } from './report.ts';
import type { LeftTable, RunReport } from './report.ts';
import { openSignedLine } from './signed-line.ts';
import type { SignedLine } from './signed-line.ts';

/**
 * Opens DynamoDB itself as a table, with the SDK's own credentials and signing. It asks first: tables are created in
 * the account, and their use costs money. Their names begin with "keysmith-<run id>-". At its end the server drops
 * every table that begins so, says what it could not drop, and what the run consumed.
 *
 * It has never run against AWS itself: the project has no account. Its tests run it against the engine's HTTP door, with
 * made-up credentials and no network.
 *
 * @throws {TableError} 'table.not-confirmed' when nobody agreed, 'table.no-credentials' when the SDK finds none.
 */
export async function startAws(options: AwsOptions = {}): Promise<TableServer> {
  const runId = checkedRunId(options.runId ?? randomBytes(4).toString('hex'));
  const line = await openSignedLine(placeOf(options));
  try {
    await agree(options, questionFor(line, runId));
  } catch (error) {
    line.close();
    throw error;
  }
  return serverOver(line, { ...options, runId, owns: true });
}

/** Joins a run that another process started. Its tables stay when the result is closed. */
export function connectAws(address: TableAddress): TableServer {
  const { runId, ...place } = address;
  if (runId === undefined) {
    throw new TableError(
      'table.bad-address',
      'The address of a run on AWS needs its runId. Pass on the `address` of the server that was started.',
    );
  }
  return serverOver(lineWhenNeeded(place), { ...place, runId, owns: false });
}

/** Credentials are looked up by the first request, because joining a run waits for nothing. */
function lineWhenNeeded(
  place: Pick<AwsOptions, 'region' | 'endpoint'>,
): Pick<SignedLine, 'region' | 'send' | 'close'> {
  let opening: Promise<SignedLine> | undefined;
  return {
    region: place.region ?? '',
    send: async (request) => (await (opening ??= openSignedLine(placeOf(place)))).send(request),
    close: () => void opening?.then((line) => line.close()),
  };
}

function placeOf({ region, endpoint }: Pick<AwsOptions, 'region' | 'endpoint'>) {
  return { ...(region !== undefined && { region }), ...(endpoint !== undefined && { endpoint }) };
}

function checkedRunId(runId: string): string {
  if (/^[A-Za-z0-9-]{1,40}$/.test(runId)) return runId;
  throw new TableError(
    'table.bad-address',
    `The run id "${runId}" cannot be part of a table's name. Use 1 to 40 letters, digits and hyphens.`,
  );
}

function questionFor({ region, accessKeyId }: SignedLine, runId: string): string {
  return (
    `Create tables named "${runPrefix(runId)}…" in ${region} with the access key ${accessKeyId}? ` +
    'Their use is charged to that account. They are dropped at the end.'
  );
}

async function agree({ confirm, yes }: AwsOptions, question: string): Promise<void> {
  if (yes === true || (await confirm?.(question)) === true) return;
  throw new TableError(
    'table.not-confirmed',
    confirm === undefined
      ? 'The table "aws" creates tables in an AWS account, and nobody was asked. Give `confirm`, which asks, or `yes: true`.'
      : 'Nothing was created on AWS. Agree when asked, or use the table "embedded", which costs nothing.',
  );
}

interface Run extends AwsOptions {
  readonly runId: string;
  /** Whether closing the server drops the tables. */
  readonly owns: boolean;
}

function serverOver(line: Pick<SignedLine, 'region' | 'send' | 'close'>, run: Run): TableServer {
  const meter = createMeter();
  const open = new Map<string, { isOpen: boolean }>();
  const dropped: string[] = [];
  let left: readonly LeftTable[] = [];
  let isClosed = false;

  const dropWith = async (prefix: string): Promise<void> => {
    for (const [namespace, entry] of open) {
      if (!namespacePrefix(run.runId, namespace).startsWith(prefix)) continue;
      entry.isOpen = false;
      open.delete(namespace);
    }
    const outcome = await dropAll(await tablesWith(prefix, line.send), line.send);
    dropped.push(...outcome.dropped);
    left = outcome.left;
  };

  return {
    kind: 'aws',
    address: {
      kind: 'aws',
      runId: run.runId,
      region: line.region,
      ...(run.endpoint !== undefined && { endpoint: run.endpoint }),
    },
    open(namespace) {
      const entry = open.get(namespace) ?? { isOpen: true };
      open.set(namespace, entry);
      const send = (request: WireRequest) => meter.count(request, line.send);
      return doorTo(send, { prefix: namespacePrefix(run.runId, namespace), namespace, entry });
    },
    release: (namespace) => dropWith(namespacePrefix(run.runId, namespace)),
    releaseAll: (prefix) => dropWith(partOfPrefix(run.runId, prefix)),
    async close() {
      if (isClosed) return;
      isClosed = true;
      if (run.owns) {
        const prefix = runPrefix(run.runId);
        await dropWith(prefix).catch(
          (error: unknown) => (left = [{ name: `${prefix}…`, reason: String(error) }]),
        );
        const { readUnits, writeUnits } = meter;
        const dollars = costOf(readUnits, writeUnits);
        tell(run, { region: line.region, readUnits, writeUnits, dollars, dropped, left });
      }
      for (const entry of open.values()) entry.isOpen = false;
      line.close();
    },
  };
}

function tell({ report }: AwsOptions, outcome: RunReport): void {
  if (report !== undefined) report(outcome);
  else process.stderr.write(`${textOf(outcome)}\n(${onDemandPrices.source})\n`);
}

interface DoorPlace {
  readonly prefix: string;
  readonly namespace: string;
  readonly entry: { readonly isOpen: boolean };
}

function doorTo(send: Door['send'], { prefix, namespace, entry }: DoorPlace): Door {
  return {
    async send(request) {
      if (!entry.isOpen) {
        throw new TableError(
          'table.closed',
          `The namespace "${namespace}" has been released and its tables are dropped. Open it again for new tables.`,
        );
      }
      if (request.operation === 'ListTables') return listTables(request, prefix, send);
      return withKnownNames(await send(withRealNames(request, prefix)), prefix);
    },
  };
}

/** The account holds other tables too: all names are read, and the namespace's own are cut into the pages asked for. */
async function listTables({ input }: WireRequest, prefix: string, send: Door['send']): Promise<WireReply> {
  const all = (await tablesWith(prefix, send)).map((name) => name.slice(prefix.length)).sort();
  const start = input['ExclusiveStartTableName'];
  const rest = typeof start === 'string' ? all.filter((name) => name > start) : all;
  const page = rest.slice(0, Number(input['Limit'] ?? 100));
  const last = page.length < rest.length ? page.at(-1) : undefined;
  return {
    status: 200,
    body: { TableNames: page, ...(last !== undefined && { LastEvaluatedTableName: last }) },
  };
}
