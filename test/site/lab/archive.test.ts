import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packWork, unpackWork } from '../../../site/lab/archive.ts';

const PATH = '10-one-to-many/16-composite-key';
const FILES = [
  { name: 'table.ts', text: 'export const tables = {};' },
  { name: 'access.ts', text: '// Größe, 日本語, 🗝' },
];

describe('exported work', () => {
  it('comes back as it was', () => {
    const bytes = packWork(PATH, FILES);
    expect(unpackWork(PATH, [{ name: 'work.zip', bytes }])).toEqual(FILES);
  });

  it('is the same bytes for the same work', () => {
    expect(packWork(PATH, FILES)).toEqual(packWork(PATH, FILES));
  });
});

describe('what a learner imports', () => {
  it('may be the files themselves', () => {
    const chosen = FILES.map(({ name, text }) => ({ name, bytes: strToU8(text) }));
    expect(unpackWork(PATH, chosen)).toEqual(FILES);
  });

  it('may be the whole work folder; files of other exercises stay out', () => {
    const bytes = zipSync({
      [`work/${PATH}/table.ts`]: strToU8('mine'),
      'work/11-many-to-many/20-adjacency-list/table.ts': strToU8('of another'),
    });
    expect(unpackWork(PATH, [{ name: 'work.ZIP', bytes }])).toEqual([{ name: 'table.ts', text: 'mine' }]);
  });

  it('is refused by name if it is no archive, no text, or too large', () => {
    const read = (name: string, bytes: Uint8Array) => () => unpackWork(PATH, [{ name, bytes }]);
    expect(read('a.zip', strToU8('no zip'))).toThrow('a.zip is no zip file that can be read.');
    expect(read('a.ts', new Uint8Array([0, 1, 2]))).toThrow('a.ts is no text.');
    expect(read('a.ts', new Uint8Array(1024 * 1024 + 1))).toThrow('a.ts is larger than 1 MB');
  });

  it('never unpacks what would fill the memory', () => {
    const bomb = zipSync({ 'table.ts': new Uint8Array(50 * 1024 * 1024), 'access.ts': strToU8('mine') });
    expect(unpackWork(PATH, [{ name: 'bomb.zip', bytes: bomb }])).toEqual([
      { name: 'access.ts', text: 'mine' },
    ]);
  });
});
