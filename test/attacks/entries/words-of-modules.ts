import type { Attack } from '../attack.ts';

export default {
  layer: 'resources',
  tries: 'makes the loader note the same places over and over, by words with which an import would begin',
  top: `const words: any = {}; words.import = words;\nwords${'\n.import'.repeat(8000)};\nconst end = 'of the import';`,
  must: 'harmless',
} satisfies Attack;
