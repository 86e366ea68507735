import type { Database } from '../database.ts';
import { ValidationException } from '../errors.ts';
import { Stream } from '../streams/stream.ts';
import type { TableState } from '../storage/table-state.ts';
import { invalid, type StreamSpecification } from './definition.ts';

/** Checks a stream specification that stands alone, before the table is touched. */
export function checkStream(
  specification: StreamSpecification | undefined,
  withoutView = 'StreamViewType is required when StreamEnabled is true',
): void {
  if (specification == null) return;
  const { StreamEnabled, StreamViewType } = specification;
  if (StreamEnabled && StreamViewType == null) {
    throw invalid(withoutView);
  }
  if (!StreamEnabled && StreamViewType != null) {
    throw invalid('StreamViewType can not be specified when StreamEnabled is false');
  }
}

/** Switches a table's stream. Each time it is switched on, a new stream with a new label begins. */
export function switchStream(
  database: Database,
  table: TableState,
  specification: StreamSpecification,
): void {
  const now = database.clock.now();
  const isOpen = table.stream !== undefined && table.stream.closedMs === undefined;
  if (!specification.StreamEnabled) {
    if (!isOpen) throw new ValidationException(`Table has no stream to disable: TableName: ${table.name}`);
    table.stream!.closedMs = now;
    table.store.listener = undefined;
    return;
  }
  if (isOpen) throw new ValidationException(`Table already has an enabled stream: TableName: ${table.name}`);
  const label = freeLabel(database, table, now);
  const identity = {
    arn: `${table.arn}/stream/${label}`,
    label,
    tableName: table.name,
    viewType: specification.StreamViewType!,
    schema: table.schema,
    region: database.region,
    createdMs: now,
  };
  const stream = new Stream(identity, () => database.clock.now());
  table.stream = stream;
  table.store.listener = stream;
  database.streams.set(identity.arn, stream);
}

/** A label is a time; two streams of one table in the same millisecond get later ones. */
function freeLabel(database: Database, table: TableState, now: number): string {
  for (let ms = now; ; ms++) {
    const label = new Date(ms).toISOString().slice(0, -1);
    if (!database.streams.has(`${table.arn}/stream/${label}`)) return label;
  }
}
