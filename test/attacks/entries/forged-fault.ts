import type { Attack } from '../attack.ts';

export default {
  layer: 'channel',
  tries: 'answers that it could not be made, by a fault that is none',
  top: `const world = globalThis as any; world.loads = (world.loads ?? 0) + 1;
const own = JSON.stringify;
if (world.loads > 3) (JSON as any).stringify = (value: any, ...rest: any[]) => (own(value) === '{}' ? '{"fault":1}' : own(value, ...rest));`,
  must: 'no-pass',
  code: 'protocol',
} satisfies Attack;
