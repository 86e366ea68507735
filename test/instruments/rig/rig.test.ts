import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { openRig } from '../open-rig.ts';
import { ONE_TABLE } from '../flaws/pair.ts';

const ITEM = { pk: 'a', sk: 'b' };

function open() {
  return openRig(ONE_TABLE, {
    put: ({ client, tables }, Item: Record<string, unknown>) =>
      client.send(new PutCommand({ TableName: tables['main'], Item })).then(() => null),
  });
}

describe('looking at what is stored', () => {
  it('meets no fault, and uses none up', async () => {
    const { rig } = await open();
    await rig.write('main', [ITEM]);
    rig.setFaults({ tables: { '*': { lostReplies: 1 } } });
    expect(await rig.items()).toEqual([ITEM]);
    expect(await rig.stored()).toEqual([{ table: 'main', item: ITEM }]);
    rig.setFaults({ script: [1, 2, 3, 4].map((call) => ({ call, fault: 'throttle' })) });
    await rig.items();
    const { error } = await rig.run('put', { pk: 'c', sk: 'd' });
    expect(error?.name).toBe('ProvisionedThroughputExceededException');
    expect(await rig.items()).toEqual([ITEM]);
  });

  it('says where items that are to be there do not fit', async () => {
    const { rig } = await open();
    await expect(rig.write('main', [{ pk: 'a' }])).rejects.toThrow(
      'The items that are already there do not fit the table: The provided key element does not match the schema',
    );
    await expect(rig.write('other', [ITEM])).rejects.toThrow('table.ts defines no table named "other"');
  });
});
