import type { Door, JsonObject, JsonValue } from '@keysmith/table/door';
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

/** A part of an item in DynamoDB's JSON: what stays the same in every copy, or how it is made. */
type Part = { readonly same: JsonValue } | ((renamed: readonly string[]) => JsonValue);

/** An item that is copied; `renamed` are the identifiers of its unit, as they are in the copy. */
interface Template {
  readonly table: string;
  readonly item: Part;
}

/** One unit of data as templates, and the identifiers in them that make a copy another one. */
interface Unit {
  /** Also those into which the unit wrote nothing. */
  readonly tables: readonly string[];
  readonly templates: readonly Template[];
  readonly ids: readonly Identifier[];
}

interface Identifier {
  readonly text: string;
  /** Unlike that of any other identifier of any unit. */
  readonly number: number;
}

/** So many identifiers at most are in the few units that are copied. */
const IDENTIFIERS_MAX = 10_000;

const NEW_ID = /id-\d{6}[a-z]*/g;

/** Makes copies of units of data, each with identifiers of its own, of the same length and kind. */
export class Copies {
  private readonly units: readonly Unit[];
  private made = 0;

  constructor(units: readonly Written[], ids: ReadonlySet<string>) {
    // Longer ones first, so that none is cut by another that it begins with.
    const escaped = [...ids]
      .sort((a, b) => b.length - a.length)
      .map((id) => id.replace(/[^a-z0-9]/gi, '\\$&'));
    const pattern = new RegExp(`(${[...escaped, NEW_ID.source].join('|')})`);
    const numbers = new Map<string, number>();
    this.units = units.map((unit) => unitOf(unit, pattern, numbers));
  }

  /** Items in one round of all templates. */
  get roundSize(): number {
    return this.units.reduce((sum, { templates }) => sum + templates.length, 0);
  }

  /** Puts so many items more into the tables behind the door, or a few more than that. */
  async write(door: Door, count: number): Promise<void> {
    const items = new Map<string, JsonObject[]>();
    for (let written = 0; written < count;) {
      const { tables, templates, ids } = this.units[this.made % this.units.length] as Unit;
      const renamed = ids.map((id) => this.renamed(id));
      for (const table of tables) if (!items.has(table)) items.set(table, []);
      for (const template of templates)
        items.get(template.table)?.push(valueOf(template.item, renamed) as JsonObject);
      written += templates.length;
      this.made += 1;
    }
    for (const [table, own] of items) await writeItems(door, table, own);
  }

  /** Another identifier for each identifier and each copy; the first letter may say what it is for. */
  private renamed({ text, number }: Identifier): string {
    const place = (this.made * IDENTIFIERS_MAX + number).toString(36);
    return `${text.charAt(0)}~${place.padStart(text.length - 2, '0')}`;
  }
}

/** @param numbers of identifiers that other units have as well */
function unitOf(unit: Written, pattern: RegExp, numbers: Map<string, number>): Unit {
  const places = new Map<string, number>();
  const numbered = (id: string): number => {
    if (!numbers.has(id)) numbers.set(id, numbers.size);
    const place = places.get(id) ?? places.size;
    places.set(id, place);
    return place;
  };
  const templates = [...unit].flatMap(([table, items]) =>
    items.map((item): Template => ({
      table,
      item: partOf(item, (text) => textPartOf(text, pattern, numbered)),
    })),
  );
  const ids = [...places.keys()].map((text) => ({ text, number: numbers.get(text) as number }));
  return { tables: [...unit.keys()], templates, ids };
}

function valueOf(part: Part, renamed: readonly string[]): JsonValue {
  return typeof part === 'function' ? part(renamed) : part.same;
}

/** Identifiers may stand in every text: in values, and in the names of attributes. */
function partOf(value: JsonValue, textPart: (text: string) => Part): Part {
  if (typeof value === 'string') return textPart(value);
  if (typeof value !== 'object' || value === null) return { same: value };
  if (Array.isArray(value))
    return listPartOf(
      value,
      value.map((member) => partOf(member, textPart)),
    );
  const members = Object.entries(value as JsonObject).map(([name, member]): Member => ({
    name,
    text: textPart(name),
    value: partOf(member as JsonValue, textPart),
  }));
  return members.some(({ text }) => typeof text === 'function')
    ? (renamed) =>
        Object.fromEntries(members.map((each) => [valueOf(each.text, renamed), valueOf(each.value, renamed)]))
    : objectPartOf(value as JsonObject, members);
}

interface Member {
  readonly name: string;
  /** What the name becomes. */
  readonly text: Part;
  readonly value: Part;
}

/** Copies share what stays the same in them: nobody changes an item that is to be written. */
function objectPartOf(value: JsonObject, members: readonly Member[]): Part {
  const changing = members.filter((member) => typeof member.value === 'function');
  if (changing.length === 0) return { same: value };
  return (renamed) => {
    const copy: Record<string, JsonValue> = { ...(value as Record<string, JsonValue>) };
    for (const { name, value: part } of changing) copy[name] = valueOf(part, renamed);
    return copy;
  };
}

function listPartOf(value: readonly JsonValue[], parts: readonly Part[]): Part {
  if (parts.every((part) => typeof part !== 'function')) return { same: value };
  return (renamed) => parts.map((part) => valueOf(part, renamed));
}

/** Cuts a text where identifiers stand: before each of them a piece, and one behind the last. */
function textPartOf(text: string, pattern: RegExp, numbered: (id: string) => number): Part {
  // What the pattern's group finds stands between the pieces.
  const parts = text.split(pattern);
  if (parts.length === 1) return { same: text };
  const pieces = parts.filter((_, at) => at % 2 === 0);
  const places = parts.filter((_, at) => at % 2 === 1).map(numbered);
  return (renamed) => {
    let copy = pieces[0] as string;
    for (let at = 0; at < places.length; at += 1)
      copy += (renamed[places[at] as number] as string) + (pieces[at + 1] as string);
    return copy;
  };
}
