// A process of its own: node --expose-gc memory-child.ts <item count>. Prints what the items cost, as JSON.
import { filledEngine } from './engine-alone.ts';
import type { MemoryFigures } from './memory.ts';

const itemCount = Number(process.argv[2]);
const collectGarbage = globalThis.gc;
if (collectGarbage === undefined) throw new Error('Start this with --expose-gc.');

const before = process.memoryUsage().rss;
const begin = performance.now();
const engine = filledEngine(itemCount);
const loadMs = performance.now() - begin;
const loaded = process.memoryUsage().rss;
await collectGarbage({ type: 'major', execution: 'async' });
collectGarbage();
const { rss, heapUsed } = process.memoryUsage();
const described = engine.execute('DescribeTable', { TableName: 'bench' })['Table'] as { ItemCount: number };

const figures: MemoryFigures = {
  itemCount: described.ItemCount,
  loadSeconds: loadMs / 1000,
  startBytes: before,
  loadedBytes: loaded,
  peakBytes: process.resourceUsage().maxRSS * 1024,
  restingBytes: rss,
  heapBytes: heapUsed,
};
process.stdout.write(JSON.stringify(figures));
