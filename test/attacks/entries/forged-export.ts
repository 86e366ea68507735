import type { Attack } from '../attack.ts';

export default {
  layer: 'channel',
  tries: 'says that its tables cannot cross, in a way in which nothing says so',
  top: `const own = JSON.stringify;
(JSON as any).stringify = (value: any, ...rest: any[]) => {
  const text = own(value, ...rest);
  return text?.startsWith('{"value"') ? '{"uncrossable":1}' : text;
};`,
  must: 'no-pass',
  code: 'protocol',
} satisfies Attack;
