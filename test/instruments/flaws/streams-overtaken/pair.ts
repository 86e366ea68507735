import { expect, streams, type StreamRecord } from '@keysmith/instruments';
import { STREAMED_TABLE, type FlawPair } from '../pair.ts';

export const pair: FlawPair = {
  instrument: 'streams',
  flaw: 'a later record of the same item that overtakes one set aside',
  tables: STREAMED_TABLE,
  shows: { broken: 4, tried: 33 },
  async check({ random, open }) {
    const rig = await open();
    const documents = [random.id('d'), random.id('d')];
    for (let edition = 1; edition <= 3; edition += 1) {
      for (const document of documents) await rig.call('edit', { document, edition, text: random.name() });
    }
    await streams(rig, {
      handler: 'onEditions',
      poison: withoutText,
      async afterwards(after, { poison, behind }) {
        const bad = poison === undefined ? [] : [poison, ...behind].map(sequenceOf);
        for (const id of documents) {
          const document = `DOCUMENT#${id}`;
          const isBad = poison !== undefined && documentOf(poison) === document;
          const parked = isBad ? bad : [];
          const editions = [1, 2, 3].slice(0, 3 - parked.length).map((edition) => `EDITION#${edition}`);
          expect(await after.call('history', { document }), `history of ${document}`).toEqual(editions);
          expect(await after.call('parked', { document }), `records set aside of ${document}`).toEqual(
            parked,
          );
        }
      },
    });
  },
};

function sequenceOf({ dynamodb }: StreamRecord): string {
  return String(dynamodb['SequenceNumber']);
}

function documentOf({ dynamodb }: StreamRecord): string {
  return (dynamodb['Keys'] as { pk: { S: string } }).pk.S;
}

function withoutText({ dynamodb, ...record }: StreamRecord): StreamRecord {
  const { text: _text, ...image } = dynamodb['NewImage'] as StreamRecord['dynamodb'];
  return { ...record, dynamodb: { ...dynamodb, NewImage: image } } as StreamRecord;
}
