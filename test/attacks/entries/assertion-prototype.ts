import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'verdict',
  tries: 'patches the assertions, wherever it finds them',
  top: `for (const key of Object.getOwnPropertySymbols(globalThis)) { const it = (globalThis as any)[key]; if (it && typeof it === 'object') for (const name of Object.keys(it)) if (typeof it[name] === 'function') try { it[name] = () => it; } catch {} }`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
