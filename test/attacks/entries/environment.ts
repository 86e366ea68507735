import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'machine',
  tries: 'reads the environment',
  top: `if (Object.keys(process.env).some((name) => !['HOME', 'PWD', 'TZ', 'UV_THREADPOOL_SIZE'].includes(name))) console.log('SEEN', JSON.stringify(process.env));`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
