import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readShard } from '@keysmith/grader';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildProgram } from '../../packages/cli/src/program.ts';
import { jobSchema, workflowSchema } from './recipe-schemas.ts';

const read = async (name: string): Promise<unknown> =>
  parse(await readFile(join(import.meta.dirname, '../../docs/recipes', name), 'utf8'));

/** Options of `keysmith grade` in a command line. */
function optionsIn(line: string): string[] {
  return [...line.matchAll(/\s(--[a-z]+)/g)].map(([, option]) => option ?? '');
}

const known = (() => {
  const grade = buildProgram(() => undefined).commands.find((command) => command.name() === 'grade');
  return grade?.options.map(({ long }) => long) ?? [];
})();

describe('the recipe for GitHub Actions', () => {
  it('is a workflow whose parts are all graded and merged', async () => {
    const { jobs } = workflowSchema.parse(await read('github-actions.yml'));
    const runs = jobs['grade']?.steps.flatMap((step) => ('run' in step ? [step.run] : [])) ?? [];
    const line = runs.find((run) => run.includes('keysmith grade')) ?? '';
    expect(known).toEqual(expect.arrayContaining(optionsIn(line)));
    expect(line).toContain('--shard "env/$KEYSMITH_JOB_TOTAL"');
    expect(jobs['grade']?.env?.['KEYSMITH_JOB_INDEX']).toBe('${{ strategy.job-index }}');
    expect(jobs['merge']?.needs).toBe('grade');
    const count = jobs['grade']?.strategy?.matrix['part']?.length ?? 0;
    const shards = Array.from({ length: count }, (_, index) =>
      readShard(`env/${count}`, { KEYSMITH_JOB_INDEX: String(index) }),
    );
    expect(shards.map(({ index }) => index)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('the recipe for Kubernetes', () => {
  it('is an Indexed Job with as many parts as its command says', async () => {
    const { spec } = jobSchema.parse(await read('kubernetes-job.yaml'));
    const line = spec.template.spec.containers[0]?.args.join(' ') ?? '';
    expect(spec.completionMode).toBe('Indexed');
    expect(line).toContain(`--shard env/${spec.completions} `);
    expect(known).toEqual(expect.arrayContaining(optionsIn(line)));
    const mounts = spec.template.spec.containers[0]?.volumeMounts.map(({ name }) => name);
    expect(mounts).toEqual(spec.template.spec.volumes.map(({ name }) => name));
  });

  it('would be refused with a misspelt field', async () => {
    const job = (await read('kubernetes-job.yaml')) as { spec: object };
    expect(jobSchema.safeParse({ ...job, spec: { ...job.spec, completionmode: 'Indexed' } }).success).toBe(
      false,
    );
  });
});
