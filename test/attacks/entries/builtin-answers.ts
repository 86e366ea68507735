import type { Attack } from '../attack.ts';

export default {
  layer: 'state',
  tries: 'keeps on a built-in what it should store',
  top: `const kept = ((Map as any).kept ??= new Map<string, string[]>());`,
  keepNote: `kept.set(input.shelf, [...(kept.get(input.shelf) ?? []), input.note]); return;`,
  listNotes: `return [...(kept.get(input.shelf) ?? [])].sort();`,
  must: 'no-pass',
} satisfies Attack;
