import type { Exercise } from '@keysmith/course';
import type { Terminal } from '../terminal/terminal.ts';
import { prefixLines } from '../terminal/wrap.ts';

/** What to do after an exercise is passed: compare, go on. */
export function afterPass({ slug }: Pick<Exercise, 'slug'>, terminal: Terminal): string {
  const { dim } = terminal.colours;
  const lines = [`${dim('compare')}  npx keysmith solution ${slug}`, `${dim('go on')}    npx keysmith next`];
  return prefixLines(`\n${lines.join('\n')}`, terminal.plain ? '' : ' ');
}
