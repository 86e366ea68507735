import type { Chance } from './chance.ts';
import { junkFrom, misspelt, syntaxFrom } from './junk.ts';
import { requestFrom } from './requests.ts';
import type { Request } from './requests.ts';

/** Parameters that belong to other operations, or to the time before expressions. */
const strangers = [
  ...['Expected', 'AttributeUpdates', 'KeyConditions', 'ScanFilter', 'QueryFilter', 'AttributesToGet'],
  ...[
    'ConditionalOperator',
    'ConditionExpression',
    'FilterExpression',
    'ProjectionExpression',
    'UpdateExpression',
  ],
  ...['ExpressionAttributeNames', 'ExpressionAttributeValues', 'IndexName', 'Select', 'Limit', 'Segment'],
  ...[
    'ExclusiveStartKey',
    'ReturnValues',
    'ClientRequestToken',
    'ConsistentRead',
    'TableName',
    '__proto__',
    '',
  ],
];

/** A request with one to three faults in it; one in fifty is sound, and one in two hundred names no operation. */
export function brokenRequestFrom(chance: Chance): Request {
  const { operation, input } = requestFrom(chance);
  if (chance.oneIn(50)) return { operation, input };
  let broken: unknown = input;
  for (let faults = 1 + chance.below(3); faults > 0; faults -= 1) broken = withFault(broken, chance);
  if (chance.oneIn(200))
    return { operation: chance.pick(['', 'Nothing', 'putItem', '__proto__']), input: broken };
  return { operation, input: broken };
}

/** Walks from the top to a place by chance, so that shallow places are met as often as deep ones, and breaks it. */
function withFault(value: unknown, chance: Chance): unknown {
  if (typeof value !== 'object' || value === null) return broken(value, chance);
  const names = Object.keys(value);
  if (names.length === 0 || chance.oneIn(6)) return broken(value, chance);
  const name = chance.pick(names);
  if (Array.isArray(value)) {
    return value.map((member: unknown, at) => (String(at) === name ? withFault(member, chance) : member));
  }
  const member = (value as Record<string, unknown>)[name];
  return withMember(value, name, withFault(member, chance));
}

/** Mostly something of the same JSON type: another type is refused at the first look, and hides what comes later. */
function broken(value: unknown, chance: Chance): unknown {
  if (chance.oneIn(6)) return junkFrom(chance);
  if (typeof value === 'string') return chance.oneIn(4) ? syntaxFrom(chance) : misspelt(value, chance);
  if (typeof value === 'number') return chance.pick([-1, 0, 1, 1.5, 2, 100, 101, 1_000_000, 2 ** 31, 1e308]);
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return brokenList(value, chance);
  if (typeof value === 'object' && value !== null) return brokenObject(value, chance);
  return junkFrom(chance);
}

function brokenList(list: readonly unknown[], chance: Chance): unknown[] {
  if (list.length === 0) return [junkFrom(chance)];
  const member = chance.pick(list);
  return chance.pick([
    [...list, member],
    list.slice(1),
    [...list].reverse(),
    [...list, junkFrom(chance)],
    Array.from({ length: 1 + chance.below(120) }, () => member),
  ]);
}

function brokenObject(value: object, chance: Chance): object {
  const entries = Object.entries(value);
  const [name = '', member] = entries.length === 0 ? [] : chance.pick(entries);
  const without = Object.fromEntries(entries.filter(([other]) => other !== name));
  const stranger = chance.pick(strangers);
  return chance.pick([
    () => without,
    () => withMember(without, name.toLowerCase(), member),
    () => withMember(without, stranger, member),
    () => withMember(value, stranger, chance.oneIn(2) ? junkFrom(chance) : syntaxFrom(chance)),
  ])();
}

/** Also where the name is `__proto__`, which an assignment would treat as something else. */
function withMember(value: object, name: string, member: unknown): object {
  const copy = { ...value };
  Object.defineProperty(copy, name, { value: member, enumerable: true, writable: true, configurable: true });
  return copy;
}
