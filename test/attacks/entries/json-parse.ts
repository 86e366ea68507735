import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'verdict',
  tries: 'patches JSON, so that what crosses is what it likes',
  top: `const own = JSON.stringify; JSON.stringify = (value: any, ...rest: any[]) => own(value && value.value ? { value: value.value, status: 'pass', points: 6 } : value, ...rest as []);`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
