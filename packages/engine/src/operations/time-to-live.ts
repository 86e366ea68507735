import { describedTable } from '../database.ts';
import { ValidationException } from '../errors.ts';
import { flag, required, type Shape, struct, tableName, text } from '../validation/shape.ts';
import { operation } from './operation.ts';

interface Input {
  readonly TableName: string;
  readonly TimeToLiveSpecification: { readonly Enabled: boolean; readonly AttributeName: string };
}

/** Source: API reference of UpdateTimeToLive: one change an hour. */
const CHANGE_MS = 60 * 60 * 1000;

const shape: Shape = {
  TableName: tableName,
  TimeToLiveSpecification: required(
    struct({ Enabled: required(flag), AttributeName: required({ ...text, min: 1, max: 255 }) }),
  ),
};

export const updateTimeToLive = operation<Input>(shape, (database, input) => {
  const { Enabled, AttributeName } = input.TimeToLiveSpecification;
  const table = describedTable(database, input.TableName);
  const { ttl } = table;
  if (ttl?.enabled && ttl.attribute !== AttributeName) {
    throw new ValidationException(
      'TimeToLive is active on a different AttributeName: current AttributeName is ' + ttl.attribute,
    );
  }
  if (Enabled === (ttl?.enabled ?? false)) {
    throw new ValidationException(`TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`);
  }
  const now = database.clock.now();
  if (ttl !== undefined && database.transitionMs > 0 && now - ttl.changedMs < CHANGE_MS) {
    throw new ValidationException('Time to live has been modified multiple times within a fixed interval');
  }
  table.ttl = { attribute: AttributeName, enabled: Enabled, changedMs: now };
  return { TimeToLiveSpecification: { Enabled, AttributeName } };
});

export const describeTimeToLive = operation<{ TableName: string }>(
  { TableName: tableName },
  (database, input) => {
    const { ttl } = describedTable(database, input.TableName);
    if (!ttl?.enabled) return { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } };
    return { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: ttl.attribute } };
  },
);
