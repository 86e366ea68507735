import type { ViewRow } from './table-view.ts';

/** How many colours the palette has; kinds of item beyond it share them, and stay apart by their printed names. */
export const ENTITY_COLOURS = 6;

/** The kind of an item, and the number of its colour: 1 to ENTITY_COLOURS. */
export interface Entity {
  readonly name: string;
  readonly colour: number;
}

/**
 * What kind of thing an item is: its attribute `type`, else the word before the first `#` of its sort key or, failing
 * that, of its partition key; `item` if nothing says it.
 */
export function entityNameOf(row: ViewRow): string {
  const { type } = row.item;
  if (typeof type === 'string' && type !== '') return type;
  for (const value of [...row.sk, ...row.pk]) {
    const word = typeof value === 'string' ? /^#?([\p{L}_-]+)(?:#|$)/u.exec(value)?.[1] : undefined;
    if (word) return word;
  }
  return 'item';
}

/**
 * Gives each kind of item a colour: kinds that the page has already named keep theirs, new ones take the next in the
 * order in which their items were written down.
 */
export function colourEntities(
  rows: readonly ViewRow[],
  known: readonly string[] = [],
): ReadonlyMap<string, Entity> {
  const names = [...new Set([...known, ...rows.map(entityNameOf)])];
  return new Map(names.map((name, at) => [name, { name, colour: (at % ENTITY_COLOURS) + 1 }]));
}
