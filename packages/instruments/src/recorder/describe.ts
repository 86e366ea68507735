import type { JsonObject } from '@keysmith/table/door';
import { isObject, transactActions, type TableLookup } from './tables.ts';

/** Long values are cut here so that a request stays one line. */
const VALUE_LENGTH_MAX = 48;
/** More members than this are counted instead of listed. */
const LISTED_MAX = 4;

/** A request in one line, in DynamoDB's terms, with every placeholder replaced by what it stands for. */
export function describeRequest(operation: string, input: JsonObject, lookup: TableLookup): string {
  switch (operation) {
    case 'Query':
    case 'Scan':
      return describeRead(input);
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return describeBatch(input, lookup);
    case 'TransactGetItems':
    case 'TransactWriteItems':
      return listed(transactActions(input).map(([kind, action]) => describeItem(kind, action, lookup)));
    default:
      return describeItem('', input, lookup);
  }
}

function describeRead(input: JsonObject): string {
  return joined([
    fill(input['KeyConditionExpression'], input),
    prefixed('filter', fill(input['FilterExpression'], input)),
    prefixed('project', fill(input['ProjectionExpression'], input)),
    prefixed('limit', input['Limit']),
    input['ScanIndexForward'] === false ? 'descending' : '',
    input['ConsistentRead'] === true ? 'consistent' : '',
    isObject(input['ExclusiveStartKey']) ? 'from a cursor' : '',
  ]);
}

function describeItem(kind: string, action: JsonObject, lookup: TableLookup): string {
  const keys = lookup(String(action['TableName']))?.keys ?? [];
  const item = [action['Key'], action['Item']].find(isObject);
  return joined([
    [kind, item === undefined ? '' : describeKey(item, keys)].filter(Boolean).join(' '),
    fill(action['UpdateExpression'], action),
    prefixed('if', fill(action['ConditionExpression'], action)),
    prefixed('project', fill(action['ProjectionExpression'], action)),
    action['ConsistentRead'] === true ? 'consistent' : '',
  ]);
}

function describeBatch(input: JsonObject, lookup: TableLookup): string {
  const parts: string[] = [];
  for (const [tableName, entry] of Object.entries(
    isObject(input['RequestItems']) ? input['RequestItems'] : {},
  )) {
    const keys = lookup(tableName)?.keys ?? [];
    if (isObject(entry) && Array.isArray(entry['Keys'])) {
      parts.push(...(entry['Keys'] as JsonObject[]).map((key) => describeKey(key, keys)));
    } else if (Array.isArray(entry)) {
      parts.push(...(entry as JsonObject[]).map((write) => describeBatchWrite(write, keys)));
    }
  }
  if (parts.length === 0) return '0 items';
  return `${parts.length === 1 ? '1 item' : `${parts.length} items`}: ${listed(parts)}`;
}

function describeBatchWrite(write: JsonObject, keys: readonly string[]): string {
  const put = write['PutRequest'];
  if (isObject(put)) return `Put ${describeKey(isObject(put['Item']) ? put['Item'] : {}, keys)}`;
  const remove = write['DeleteRequest'];
  return `Delete ${describeKey(isObject(remove) && isObject(remove['Key']) ? remove['Key'] : {}, keys)}`;
}

function describeKey(item: JsonObject, keys: readonly string[]): string {
  return keys.map((key) => `${key} = ${describeValue(item[key])}`).join(', ');
}

/** Replaces `#name` and `:value` placeholders of an expression by what they stand for. */
function fill(expression: unknown, input: JsonObject): string {
  if (typeof expression !== 'string') return '';
  const names = isObject(input['ExpressionAttributeNames']) ? input['ExpressionAttributeNames'] : {};
  const values = isObject(input['ExpressionAttributeValues']) ? input['ExpressionAttributeValues'] : {};
  return expression
    .replace(/\s+/g, ' ')
    .replace(/#\w+/g, (placeholder) => String(names[placeholder] ?? placeholder))
    .replace(/:\w+/g, (placeholder) =>
      placeholder in values ? describeValue(values[placeholder]) : placeholder,
    );
}

/** An attribute value in DynamoDB's JSON as a reader would write it: "W#7", 42, <3 bytes>, {…}. */
export function describeValue(value: unknown): string {
  if (!isObject(value)) return value === undefined ? '(absent)' : String(value);
  const [type, content] = Object.entries(value)[0] ?? [];
  if (type === 'S') return cut(JSON.stringify(content));
  if (type === 'N') return String(content);
  if (type === 'NULL') return 'null';
  if (type === 'BOOL') return String(content);
  if (type === 'B') return '<binary>';
  if (type === 'L' && Array.isArray(content)) return cut(`[${content.map(describeValue).join(', ')}]`);
  if (type === 'M' && isObject(content)) {
    const members = Object.entries(content).map(([key, member]) => `${key}: ${describeValue(member)}`);
    return cut(`{ ${members.join(', ')} }`);
  }
  return cut(`${type ?? ''}${JSON.stringify(content)}`);
}

function cut(text: string): string {
  return text.length <= VALUE_LENGTH_MAX ? text : `${text.slice(0, VALUE_LENGTH_MAX)}…`;
}

function listed(parts: readonly string[]): string {
  const shown = parts.slice(0, LISTED_MAX).join('; ');
  return parts.length > LISTED_MAX ? `${shown}; and ${parts.length - LISTED_MAX} more` : shown;
}

function prefixed(word: string, value: unknown): string {
  return value === undefined || value === '' ? '' : `${word} ${String(value)}`;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' | ');
}
