import { isKeyValue, printKeyValue } from './key-value.ts';

/**
 * An attribute's value as a cell shows it: strings bare, sets in braces with a mark of their type, lists in brackets,
 * maps as name: value.
 */
export function attributeText(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return value === '' ? '""' : value;
  if (typeof value === 'boolean') return String(value);
  if (isKeyValue(value)) return printKeyValue(value);
  if (value instanceof Set) return `{${[...value].map(attributeText).join(', ')}}`;
  if (Array.isArray(value)) return `[${value.map(attributeText).join(', ')}]`;
  if (typeof value === 'object' && value !== undefined) {
    const fields = Object.entries(value).map(([name, field]) => `${name}: ${attributeText(field)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  return String(value);
}
