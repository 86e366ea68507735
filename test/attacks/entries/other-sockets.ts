import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'machine',
  tries: 'looks for sockets of other submissions',
  top: `const fs = process.getBuiltinModule('node:fs'); const found: string[] = []; const walk = (folder: string, depth: number): void => { try { for (const entry of fs.readdirSync(folder, { withFileTypes: true })) { if (entry.isSocket()) found.push(folder + '/' + entry.name); else if (entry.isDirectory() && depth < 4) walk(folder + '/' + entry.name, depth + 1); } } catch {} }; walk('/', 0); if (found.length > 0) console.log('SEEN', found.join());`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
