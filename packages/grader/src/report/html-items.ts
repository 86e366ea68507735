import { attributesText, keyText, type Replay } from '@keysmith/course';
import { escape } from './escape.ts';
import { htmlTable } from './html-table.ts';

type Wire = Readonly<Record<string, unknown>>;

interface Pictured {
  readonly key: string;
  readonly start?: Wire;
  readonly end?: Wire;
}

/** Items that are shown of one table; what an instrument reports is small, but for a table that was made to grow. */
const ITEMS_MAX = 40;

/** Each table of a run as it was at its start and at its end; what changed is marked, and said in words. */
export function itemsHtml(replay: Replay): string {
  return replay.tables.map((table) => tableHtml(replay, table)).join('\n');
}

function tableHtml(replay: Replay, { name, keys }: Replay['tables'][number]): string {
  const items = [...picturesOf(replay, name, keys).values()].sort(byKey);
  if (items.length === 0) return '';
  const rows = items.slice(0, ITEMS_MAX).map((item) => {
    const [start, end] = [rest(item.start, keys), rest(item.end, keys)];
    return {
      cells: [escape(item.key), start, start === end ? '<span class="dim">unchanged</span>' : end],
      ...(start !== end && { className: 'changed' }),
    };
  });
  const more =
    items.length > rows.length ? `<p>${items.length - rows.length} more items are in grade.json.</p>` : '';
  const caption = `The table ${name} at the start and at the end of this run`;
  return htmlTable({ caption, heads: [keys.join(', '), 'start', 'end'], rows }) + more;
}

function picturesOf({ start, steps }: Replay, table: string, keys: readonly string[]): Map<string, Pictured> {
  const pictures = new Map<string, Pictured>();
  for (const { item } of start.filter((one) => one.table === table)) {
    const key = keyText(item, keys);
    pictures.set(key, { key, start: item, end: item });
  }
  const changes = steps.flatMap((step) => ('changes' in step ? (step.changes ?? []) : []));
  for (const change of changes.filter((one) => one.table === table)) {
    const key = keyText(change.key, keys);
    const { end: _end, ...before } = pictures.get(key) ?? { key };
    pictures.set(key, change.after === null ? before : { ...before, end: change.after });
  }
  return pictures;
}

function rest(item: Wire | undefined, keys: readonly string[]): string {
  if (item === undefined) return '<span class="dim">absent</span>';
  const others = Object.fromEntries(Object.entries(item).filter(([name]) => !keys.includes(name)));
  return escape(attributesText(others));
}

function byKey(a: Pictured, b: Pictured): number {
  return a.key < b.key ? -1 : Number(a.key > b.key);
}
