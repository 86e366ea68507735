import { ValidationException } from '../errors.ts';
import { newBag } from '../values/bag.ts';
import { equalItems, equalValues, orderPart } from '../values/order.ts';
import { itemSize } from '../values/size.ts';
import { type AttributeValue, type Item, typeOf } from '../values/types.ts';
import type { Stored } from './collection.ts';
import {
  checkKeyLength,
  emptyKind,
  type EncodedKey,
  type KeyAttribute,
  keyItem,
  type KeySchema,
  partitionText,
} from './schema.ts';
import { type LagSource, View } from './view.ts';

export type ProjectionType = 'ALL' | 'KEYS_ONLY' | 'INCLUDE';

export interface IndexDefinition {
  readonly name: string;
  readonly kind: 'global' | 'local';
  readonly schema: KeySchema;
  readonly tableSchema: KeySchema;
  readonly projection: ProjectionType;
  readonly nonKeyAttributes: readonly string[];
}

const UNIT_BYTES = 1024;

/** A secondary index: which items are in it, where, and how much of each. Items without all its key attributes are not. */
export class SecondaryIndex extends View {
  readonly definition: IndexDefinition;
  /** Absent for ALL. */
  readonly projected: ReadonlySet<string> | undefined;
  private readonly keys: readonly KeyAttribute[];

  constructor(definition: IndexDefinition) {
    super();
    this.definition = definition;
    const { projection, schema, tableSchema, nonKeyAttributes } = definition;
    this.keys = [...schema.hash, ...schema.range];
    if (projection === 'ALL') return;
    const keys = [schema.hash, schema.range, tableSchema.hash, tableSchema.range].flat();
    this.projected = new Set([...keys.map(({ name }) => name), ...nonKeyAttributes]);
  }

  /**
   * Refuses an item whose attributes can't be keys of this index: of the wrong type, empty, or too long. Each one is
   * looked at by itself, also where another is missing and the item would not be in the index at all.
   */
  check(item: Item): void {
    const { schema, name: indexName } = this.definition;
    for (const attribute of this.keys) {
      const { name, type } = attribute;
      const value = item[name];
      if (value === undefined) continue;
      if (value[type] === undefined) throw this.mismatch(name, type, value);
      const empty = emptyKind(value);
      if (empty !== undefined) {
        throw new ValidationException(
          `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${empty} value. IndexName: ${indexName}, IndexKey: ${name}`,
        );
      }
      checkKeyLength(value, schema.hash.includes(attribute));
    }
  }

  /** The place of an item, or undefined where it does not belong into the index. */
  placeOf(item: Item, base: EncodedKey): EncodedKey | undefined {
    for (const { name, type } of this.keys) {
      const value = item[name]?.[type];
      if (value === undefined || value === '') return undefined;
    }
    const { schema, kind } = this.definition;
    const tie = kind === 'local' ? base.sort : `${orderPart({ S: base.partition })}${base.sort}`;
    const partition = partitionText(schema.hash.map(({ name }) => item[name]!));
    let sort = '';
    for (const { name } of schema.range) sort += orderPart(item[name]!);
    return { partition, sort: sort + tie };
  }

  private mismatch(name: string, type: string, value: AttributeValue): ValidationException {
    return new ValidationException(
      `One or more parameter values were invalid: Type mismatch for Index Key ${name} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${this.definition.name}`,
    );
  }

  /** The part of an item that the index holds. */
  projectedItem(item: Item): Item {
    if (this.projected === undefined) return item;
    const part = newBag();
    for (const name in item) if (this.projected.has(name)) part[name] = item[name]!;
    return part;
  }

  projectedSize(stored: Stored): number {
    return this.projected === undefined ? stored.size : itemSize(this.projectedItem(stored.item));
  }

  private sameProjection(before: Item, after: Item): boolean {
    if (this.projected === undefined) return equalItems(before, after);
    for (const name of this.projected) {
      const one = before[name];
      const other = after[name];
      if (one === other) continue;
      if (one === undefined || other === undefined || !equalValues(one, other)) return false;
    }
    return true;
  }

  /** What a write to the table does to this index. */
  plan(change: BaseChange): IndexChange | undefined {
    const { key, before, after } = change;
    const from = before && this.placeOf(before.item, key);
    const to = after && this.placeOf(after.item, key);
    if (from === undefined && to === undefined) return undefined;
    if (from !== undefined && to !== undefined && from.partition === to.partition && from.sort === to.sort) {
      const units = this.sameProjection(before!.item, after!.item) ? 0 : this.units(before!, after!);
      return { index: this, from: undefined, to, after, units };
    }
    const units = (from ? this.units(before!) : 0) + (to ? this.units(after!) : 0);
    return { index: this, from, to, after, units };
  }

  private units(one: Stored, other: Stored = one): number {
    const bytes = Math.max(this.projectedSize(one), one === other ? 0 : this.projectedSize(other));
    return Math.max(1, Math.ceil(bytes / UNIT_BYTES));
  }

  apply({ from, to, after }: IndexChange): void {
    if (from !== undefined) this.change(from, undefined);
    if (to !== undefined) this.change(to, after);
  }

  override copy(source: LagSource | undefined): SecondaryIndex {
    const copy = new SecondaryIndex(this.definition);
    copy.copyFrom(this, source);
    return copy;
  }

  /** The key that a page of this index continues from. */
  startKeyOf(item: Item): Item {
    const { schema, tableSchema } = this.definition;
    return keyItem(tableSchema, item, keyItem(schema, item, newBag()));
  }
}

export interface BaseChange {
  readonly key: EncodedKey;
  readonly before: Stored | undefined;
  readonly after: Stored | undefined;
}

export interface IndexChange {
  readonly index: SecondaryIndex;
  /** Where an entry goes away. */
  readonly from: EncodedKey | undefined;
  /** Where an entry is written. */
  readonly to: EncodedKey | undefined;
  readonly after: Stored | undefined;
  /** Write units of the index. Source: "Provisioned throughput considerations for global secondary indexes". */
  readonly units: number;
}
