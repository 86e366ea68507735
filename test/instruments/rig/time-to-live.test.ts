import { describe, expect, it } from 'vitest';
import { enableTimeToLive } from '../../../packages/instruments/src/rig/time-to-live.ts';
import { EXPIRING_TABLE, ONE_TABLE } from '../flaws/pair.ts';
import { fakeDoor } from '../fake-door.ts';
import { openRig } from '../open-rig.ts';

const due = { pk: 'a', sk: 'a', expires: Date.UTC(2026, 0, 5) / 1000 };

describe('time to live in a definition', () => {
  it('is switched on, in copies too', async () => {
    const { rig } = await openRig(EXPIRING_TABLE, {});
    await rig.write('main', [due, { pk: 'b', sk: 'b' }]);
    const copy = await rig.fork();
    expect([copy.expireDue(), rig.expireDue()]).toEqual([1, 1]);
    expect(await copy.items()).toEqual([{ pk: 'b', sk: 'b' }]);
  });

  it('stays off where nobody asks for it', async () => {
    const { rig } = await openRig(ONE_TABLE, {});
    await rig.write('main', [due]);
    expect(rig.expireDue()).toBe(0);
  });

  it('stays off on a table with a clock of its own, which would delete items in the middle of a check', async () => {
    const door = fakeDoor();
    await enableTimeToLive(door, EXPIRING_TABLE, { main: 'keysmith-main' });
    expect(door.sent).toEqual([]);
  });

  it('is the learner’s to mend when the service refuses it', async () => {
    const tables = {
      main: { ...ONE_TABLE['main'], TimeToLiveSpecification: { Enabled: true, AttributeName: '' } },
    };
    const refused = openRig(tables, {});
    await expect(refused).rejects.toMatchObject({
      name: 'DefinitionError',
      message: expect.stringContaining('The time to live of the table "main" was refused') as string,
    });
  });
});
