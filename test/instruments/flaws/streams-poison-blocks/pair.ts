import { expect, streams, type StreamRecord } from '@keysmith/instruments';
import { STREAMED_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'streams',
  flaw: 'a poison record that blocks its shard',
  tables: STREAMED_TABLE,
  shows: { broken: 6, tried: 33 },
  async check({ random, open }) {
    const rig = await open();
    const stations = Array.from({ length: 6 }, () => random.id('station'));
    for (const station of stations) await rig.call('report', { station, degrees: random.int(-20, 35) });
    await streams(rig, {
      handler: 'onReports',
      poison: withoutDegrees,
      async afterwards(after, { poison }) {
        const bad = poison === undefined ? [] : [String(poison.dynamodb['SequenceNumber'])];
        expect(await after.call('wall'), 'reports on the wall').toHaveLength(stations.length - bad.length);
        expect(await after.call('parked'), 'records that are set aside').toEqual(bad);
      },
    });
  },
};

/** The same report from a broken thermometer. */
function withoutDegrees({ dynamodb, ...record }: StreamRecord): StreamRecord {
  const { degrees: _degrees, ...image } = dynamodb['NewImage'] as StreamRecord['dynamodb'];
  return { ...record, dynamodb: { ...dynamodb, NewImage: image } } as StreamRecord;
}
