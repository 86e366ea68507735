import type { Door, JsonObject } from '@keysmith/table/door';
import type { Random } from '../random.ts';
import { readItems, writeItems } from '../rig/copy-items.ts';

/** A source of chance that remembers the identifiers that it gave. */
export function rememberingRandom(random: Random): { readonly random: Random; readonly ids: Set<string> } {
  const ids = new Set<string>();
  const id = (prefix?: string): string => {
    const drawn = random.id(prefix);
    ids.add(drawn);
    return drawn;
  };
  return { random: { ...random, id }, ids };
}

/** What one unit of data wrote, by real table name. */
export type Written = ReadonlyMap<string, readonly JsonObject[]>;

/** The items that are there now and were not, or not so, before. */
export function difference(before: Written, after: Written): Map<string, JsonObject[]> {
  return new Map(
    [...after].map(([table, items]) => {
      const known = new Set(before.get(table)?.map((item) => JSON.stringify(item)));
      return [table, items.filter((item) => !known.has(JSON.stringify(item)))];
    }),
  );
}

export async function everything(door: Door, names: readonly string[]): Promise<Map<string, JsonObject[]>> {
  const all = new Map<string, JsonObject[]>();
  for (const name of names) all.set(name, await readItems(door, name));
  return all;
}

/** One unit of data as a template: its items as text, and the identifiers in them that make a copy another one. */
export interface Template {
  readonly table: string;
  readonly texts: readonly string[];
}

/** So many identifiers at most are in the few units that are copied. */
const PLACES_MAX = 10_000;

const NEW_ID = /id-\d{6}[a-z]*/g;

/** Makes copies of units of data, each with identifiers of its own, of the same length and kind. */
export class Copies {
  private readonly templates: readonly (readonly Template[])[];
  private readonly pattern: RegExp;
  private made = 0;
  private readonly places = new Map<string, number>();

  constructor(units: readonly Written[], ids: ReadonlySet<string>) {
    this.templates = units.map((unit) =>
      [...unit].map(([table, items]) => ({ table, texts: items.map((item) => JSON.stringify(item)) })),
    );
    // Longer ones first, so that none is cut by another that it begins with.
    const escaped = [...ids]
      .sort((a, b) => b.length - a.length)
      .map((id) => id.replace(/[^a-z0-9]/gi, '\\$&'));
    this.pattern = new RegExp([...escaped, NEW_ID.source].join('|'), 'g');
  }

  /** Items in one round of all templates. */
  get roundSize(): number {
    return this.templates.flat().reduce((sum, { texts }) => sum + texts.length, 0);
  }

  /** Puts so many items more into the tables behind the door, or a few more than that. */
  async write(door: Door, count: number): Promise<void> {
    const items = new Map<string, JsonObject[]>();
    for (let written = 0; written < count;) {
      for (const { table, texts } of this.templates[this.made % this.templates.length] ?? []) {
        const own = items.get(table) ?? [];
        items.set(table, own);
        for (const text of texts) own.push(this.copyOf(text));
        written += texts.length;
      }
      this.made += 1;
    }
    for (const [table, own] of items) await writeItems(door, table, own);
  }

  private copyOf(text: string): JsonObject {
    return JSON.parse(text.replace(this.pattern, (id) => this.renamed(id))) as JsonObject;
  }

  /** Another identifier for each identifier and each copy; the first letter may say what it is for. */
  private renamed(id: string): string {
    let place = this.places.get(id);
    if (place === undefined) {
      place = this.places.size;
      this.places.set(id, place);
    }
    return `${id.charAt(0)}~${(this.made * PLACES_MAX + place).toString(36).padStart(id.length - 2, '0')}`;
  }
}
