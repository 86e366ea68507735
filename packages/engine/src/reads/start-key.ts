import { ValidationException } from '../errors.ts';
import type { SecondaryIndex } from '../storage/secondary-index.ts';
import { type EncodedKey, keyAttributes } from '../storage/schema.ts';
import type { TableState } from '../storage/table-state.ts';
import type { Item } from '../values/types.ts';

const INVALID = 'The provided starting key is invalid';
const NO_MATCH = `${INVALID}: The provided key element does not match the schema`;

/** The place of an ExclusiveStartKey in a table or an index. The item itself may be gone by now. */
export function startPlace(table: TableState, index: SecondaryIndex | undefined, start: Item): EncodedKey {
  const wanted = new Map(keyAttributes(table.schema).map(({ name, type }) => [name, type]));
  if (index !== undefined) {
    for (const { name, type } of keyAttributes(index.definition.schema)) wanted.set(name, type);
  }
  // Public suites found the longer sentence for tables only.
  const complaint = index === undefined ? NO_MATCH : INVALID;
  if (Object.keys(start).length !== wanted.size) throw new ValidationException(complaint);
  for (const [name, type] of wanted) {
    if (start[name] === undefined) throw new ValidationException(complaint);
    if (start[name][type] === undefined || start[name][type] === '') {
      throw new ValidationException(NO_MATCH);
    }
  }
  const base = table.keyOf(start);
  return index === undefined ? base : index.placeOf(start, base)!;
}
