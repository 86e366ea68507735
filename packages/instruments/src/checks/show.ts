const SHOWN_LENGTH_MAX = 300;

/** A value as one line of text in the notation of TypeScript, cut where it gets long. */
export function show(value: unknown): string {
  const text = notation(value);
  return text.length <= SHOWN_LENGTH_MAX ? text : `${text.slice(0, SHOWN_LENGTH_MAX)}…`;
}

function notation(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'bigint') return `${value}n`;
  // JSON has no word for those that are no numbers, or infinite.
  if (typeof value === 'number') return String(value);
  if (value instanceof Uint8Array) return `<${value.length} bytes>`;
  if (value instanceof Set) return `new Set([${[...value].map(notation).join(', ')}])`;
  if (isMatcher(value)) return value.toAsymmetricMatcher();
  if (Array.isArray(value)) return `[${value.map(notation).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${notation(member)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** `expect.any(String)`, which stands for values that a check cannot know. */
function isMatcher(value: unknown): value is { toAsymmetricMatcher(): string } {
  return typeof (value as { toAsymmetricMatcher?: unknown } | null)?.toAsymmetricMatcher === 'function';
}
