import { describe, expect, it } from 'vitest';
import { switchOnTimeToLive, withoutTimeToLive } from '../../packages/table/src/time-to-live.ts';
import { EXPIRING_TABLE, ONE_TABLE } from '../instruments/flaws/pair.ts';
import { fakeDoor } from '../instruments/fake-door.ts';

describe('time to live in a definition', () => {
  it('is no part of what CreateTable gets', () => {
    expect(withoutTimeToLive(EXPIRING_TABLE)).toEqual(ONE_TABLE);
  });

  it('is a request of its own, for those tables alone that ask for it', async () => {
    const door = fakeDoor();
    const tables = { plain: ONE_TABLE['main'] ?? {}, ...EXPIRING_TABLE } as typeof EXPIRING_TABLE;
    await switchOnTimeToLive(door, tables, { plain: 'keysmith-plain', main: 'keysmith-main' });
    expect(door.sent).toEqual([
      {
        operation: 'UpdateTimeToLive',
        input: {
          TableName: 'keysmith-main',
          TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
        },
      },
    ]);
  });
});
