import { describe, expect, it } from 'vitest';
import { markRead } from '../../../site/progress/progress.ts';
import { openProgress, PROGRESS_KEY, type Storage } from '../../../site/progress/store.ts';

const NOW = new Date('2026-11-24T10:00:00.000Z');

function memory(): Storage & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
}

describe('the store of progress', () => {
  it('adds to what another tab has written meanwhile', () => {
    const storage = memory();
    const [one, other] = [openProgress(storage, new EventTarget()), openProgress(storage, new EventTarget())];
    one.change((progress) => markRead(progress, 'one-to-many', NOW));
    other.change((progress) => markRead(progress, 'many-to-many', NOW));
    expect(Object.keys(one.read().chapters ?? {})).toEqual(['one-to-many', 'many-to-many']);
  });

  it('calls back after a change, an erasure, and a change in another tab', () => {
    const bus = new EventTarget();
    const store = openProgress(memory(), bus);
    let calls = 0;
    store.onChange(() => (calls += 1));
    store.change((progress) => progress);
    store.erase();
    bus.dispatchEvent(Object.assign(new Event('storage'), { key: PROGRESS_KEY }));
    expect(calls).toBe(3);
    bus.dispatchEvent(Object.assign(new Event('storage'), { key: 'keysmith.work.rollups' }));
    expect(calls).toBe(3);
  });

  it('takes what cannot be read for no progress', () => {
    const storage = memory();
    storage.setItem(PROGRESS_KEY, '{"version":1,');
    expect(openProgress(storage, new EventTarget()).read()).toEqual({ version: 1, exercises: {} });
  });

  it('says that nothing is kept where the browser forbids it or is full', () => {
    const full: Storage = {
      ...memory(),
      setItem() {
        throw new Error('full');
      },
    };
    for (const storage of [undefined, full]) {
      const store = openProgress(storage, new EventTarget());
      expect(store.change((progress) => markRead(progress, 'one-to-many', NOW))).toBe(false);
    }
  });
});
