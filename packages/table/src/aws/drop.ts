import type { JsonObject, WireReply, WireRequest } from '../door.ts';
import { repeatUntil } from '../waiting.ts';
import type { LeftTable } from './report.ts';

type Send = (request: WireRequest) => Promise<WireReply>;

/** How long a table may be busy (being made or changed) before it counts as one that cannot be dropped. */
const patienceMs = 60_000;

/** The names of all tables in the account and region that begin so. */
export async function tablesWith(prefix: string, send: Send): Promise<readonly string[]> {
  const names: string[] = [];
  let start: string | undefined;
  do {
    const input: JsonObject = start === undefined ? {} : { ExclusiveStartTableName: start };
    const { status, body } = await send({ operation: 'ListTables', input });
    if (status >= 400) throw new Error(`ListTables was refused: ${sentenceOf(body)}`);
    names.push(...(body['TableNames'] as readonly string[]));
    start = body['LastEvaluatedTableName'] as string | undefined;
  } while (start !== undefined);
  return names.filter((name) => name.startsWith(prefix));
}

/** Drops the tables, protected ones too, and tells which it could not drop and why. It never throws. */
export async function dropAll(
  names: readonly string[],
  send: Send,
): Promise<{ readonly dropped: readonly string[]; readonly left: readonly LeftTable[] }> {
  const reasons = await Promise.all(names.map((name) => drop(name, send).catch(String)));
  return {
    dropped: names.filter((_, at) => reasons[at] === undefined),
    left: names.flatMap((name, at) => {
      const reason = reasons[at];
      return reason === undefined ? [] : [{ name, reason }];
    }),
  };
}

/** Gives the reason when the table cannot be dropped. */
async function drop(TableName: string, send: Send): Promise<string | undefined> {
  let reason = 'it stayed in use';
  const outcome = await repeatUntil(
    async () => {
      const { status, body } = await send({ operation: 'DeleteTable', input: { TableName } });
      if (status < 400 || isA(body, 'ResourceNotFoundException')) return 'gone';
      reason = sentenceOf(body);
      if (isA(body, 'ResourceInUseException') || isA(body, 'LimitExceededException')) return undefined;
      if (!reason.includes('protected against deletion')) return 'refused';
      const unprotect = { TableName, DeletionProtectionEnabled: false };
      const changed = await send({ operation: 'UpdateTable', input: unprotect });
      if (changed.status < 400) return undefined;
      reason = sentenceOf(changed.body);
      return 'refused';
    },
    { limitMs: patienceMs },
  );
  return outcome === 'gone' ? undefined : reason;
}

function isA(body: JsonObject, exception: string): boolean {
  return String(body['__type']).endsWith(`#${exception}`);
}

function sentenceOf(body: JsonObject): string {
  return String(body['message'] ?? body['Message'] ?? body['__type']);
}
