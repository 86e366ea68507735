import { describe, expect, it } from 'vitest';
import { pageProgram } from '@keysmith/course';
import { runFence, type FenceHost } from './run-fence.ts';

const SETUP = `\`\`\`ts setup
import { Put } from 'sdk';
const tables = {
  main: { key: 'pk' },
};
await client.send(new Put(names.main));
const shelf: string = 'S#1';
console.log('not shown');
\`\`\`
`;

/** Runs the last run fence of a page on a client that takes down what it is sent. */
async function runPage(text: string) {
  const { setup, runs } = pageProgram(text, 'page.mdx');
  const run = runs.at(-1)?.run;
  if (!run) throw new Error('no run fence');
  const events: string[] = [];
  const host: FenceHost = {
    client: { send: async (sent: { name: string }) => void events.push(`sent ${sent.name}`) },
    createTables: async (definitions: object) => {
      events.push(`created ${Object.keys(definitions).join()}`);
      return { main: 'main-1' };
    },
    modules: {
      sdk: {
        Put: class Put {
          readonly name: string;
          constructor(name: string) {
            this.name = name;
          }
        },
      },
    },
  };
  return { printed: await runFence({ place: 'page.mdx', setup, run }, host), events };
}

describe('a run fence', () => {
  it('finds the tables created before the rest of the setup runs, and prints only its own lines', async () => {
    const { printed, events } = await runPage(`${SETUP}
\`\`\`ts run
console.log(shelf, names.main);
\`\`\``);
    expect(events).toEqual(['created main', 'sent main-1']);
    expect(printed).toBe('S#1 main-1');
  });

  it('prints as node does into a file', async () => {
    const { printed } = await runPage(
      "```ts run\nconsole.log({ a: [1, 'b'], s: new Set(['x']) });\nconsole.table([{ n: 1 }]);\n```",
    );
    expect(printed.split('\n')[0]).toBe("{ a: [ 1, 'b' ], s: Set(1) { 'x' } }");
    expect(printed).toContain('│ 0       │ 1 │');
  });

  it('may import, use types, wait, and use a name of the setup anew', async () => {
    const { printed } = await runPage(`${SETUP}
\`\`\`ts run
import { Put as P, type Other } from 'sdk';
import type { More } from 'elsewhere';
const shelf = await Promise.resolve<string>('S#2');
console.log(new P(shelf as Other & More));
\`\`\``);
    expect(printed).toBe("Put { name: 'S#2' }");
  });

  it('names the line of the page where it throws', async () => {
    const page = `one\n\n${SETUP}\n\`\`\`ts run\nconst fine: number = 1;\nthrow new Error('late');\n\`\`\``;
    const line = page.split('\n').indexOf("throw new Error('late');") + 1;
    const error = await runPage(page).catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({ message: 'late' });
    expect((error as Error).stack).toContain(`page.mdx:${line}:`);
  });

  it('is refused an import that the site could not follow', async () => {
    await expect(runPage("```ts run\nimport { readFile } from 'node:fs';\n```")).rejects.toThrow(
      'page.mdx:1: a fence may import from sdk; this one imports from node:fs.',
    );
  });

  it('is refused a name that the module does not export', async () => {
    await expect(runPage("```ts run\nimport { Pet } from 'sdk';\n```")).rejects.toThrow('exports no "Pet"');
  });

  it('is refused a setup without tables', async () => {
    const page = '```ts setup\nconst table = {};\n```\n\n```ts run\n```';
    await expect(runPage(page)).rejects.toThrow('page.mdx:1: a setup fence declares `const tables');
  });
});
