import type { IndexChange, SecondaryIndex } from '../storage/secondary-index.ts';
import type { TableState } from '../storage/table-state.ts';

interface Units {
  read: number;
  write: number;
}

interface TableUnits {
  readonly table: TableState;
  readonly own: Units;
  readonly indexes: Map<SecondaryIndex, Units>;
}

/** What one request consumes, by table and index, and how the reply reports it. */
export class Consumption {
  private readonly tables = new Map<TableState, TableUnits>();
  /** Transactions report read and write units separately too. */
  private readonly split: boolean;

  constructor(split = false) {
    this.split = split;
  }

  private of(table: TableState): TableUnits {
    let units = this.tables.get(table);
    if (units === undefined) {
      units = { table, own: { read: 0, write: 0 }, indexes: new Map() };
      this.tables.set(table, units);
    }
    return units;
  }

  read(table: TableState, units: number): void {
    this.of(table).own.read += units;
  }

  write(table: TableState, units: number): void {
    this.of(table).own.write += units;
  }

  readIndex(table: TableState, index: SecondaryIndex, units: number): void {
    this.index(table, index).read += units;
  }

  /**
   * Index writes are never doubled for transactions: AWS's own cost rules, which say that they were checked against
   * reported consumption, double the table's part only; DynamoDB Local doubles both. See DIFFERENCES.md.
   */
  writeIndexes(table: TableState, changes: readonly IndexChange[]): void {
    for (const { index, units } of changes) if (units > 0) this.index(table, index).write += units;
  }

  private index(table: TableState, index: SecondaryIndex): Units {
    const { indexes } = this.of(table);
    let units = indexes.get(index);
    if (units === undefined) {
      units = { read: 0, write: 0 };
      indexes.set(index, units);
    }
    return units;
  }

  /** The `ConsumedCapacity` list of a reply, or undefined where none was asked for. */
  report(mode: string | undefined): Record<string, unknown>[] | undefined {
    if (mode !== 'TOTAL' && mode !== 'INDEXES') return undefined;
    return [...this.tables.values()].map((units) => this.reportTable(units, mode));
  }

  private reportTable({ table, own, indexes }: TableUnits, mode: string): Record<string, unknown> {
    const total = { ...own };
    for (const { read, write } of indexes.values()) {
      total.read += read;
      total.write += write;
    }
    const report: Record<string, unknown> = { TableName: table.name, ...this.amounts(total) };
    if (mode === 'TOTAL') return report;
    report['Table'] = this.amounts(own);
    for (const [index, units] of indexes) {
      const arm = index.definition.kind === 'global' ? 'GlobalSecondaryIndexes' : 'LocalSecondaryIndexes';
      const arms = (report[arm] ??= {}) as Record<string, unknown>;
      arms[index.definition.name] = this.amounts(units);
    }
    return report;
  }

  private amounts({ read, write }: Units): Record<string, number> {
    const amounts: Record<string, number> = { CapacityUnits: read + write };
    if (this.split && read > 0) amounts['ReadCapacityUnits'] = read;
    if (this.split && write > 0) amounts['WriteCapacityUnits'] = write;
    return amounts;
  }

  /** The only entry, for operations on one table. */
  reportOne(mode: string | undefined): Record<string, unknown> | undefined {
    return this.report(mode)?.[0];
  }
}
