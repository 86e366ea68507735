import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../packages/cli/src/program.ts';
import { LIMITS } from '../../packages/grader/src/sandbox/limits.ts';
import { readPage, withLimits } from './grading-page.ts';

const page = readPage();

describe('docs/grading.md', () => {
  it('lists the limits that there are (else run: node test/docs/grading-page.ts)', () => {
    expect(page).toBe(withLimits(page));
    for (const name of Object.keys(LIMITS)) expect(page).toContain(`| \`${name}\` |`);
  });

  it('would notice a limit that is not in it', () => {
    const { memory } = LIMITS;
    expect(withLimits(page, [...Object.values(LIMITS), memory])).not.toBe(page);
  });

  it('shows a step for each format that the command takes, and commands that there are', () => {
    const commands = buildProgram(() => undefined).commands;
    const formats = commands.find((command) => command.name() === 'marks')?.registeredArguments[0]
      ?.argChoices;
    expect(formats).toHaveLength(6);
    for (const format of formats ?? []) expect(page).toMatch(new RegExp(`keysmith\\s+marks ${format}`));
    const named = [...page.matchAll(/npx\s+keysmith ([a-z-]+)/g)].map(([, name]) => name);
    for (const name of named) expect(commands.map((command) => command.name())).toContain(name);
  });
});
