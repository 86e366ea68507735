import { z } from 'zod';
import { manifestSchema, type Manifest } from '../schemas/exercise.ts';
import { fit, parseJson, type DataFile } from './data-file.ts';
import type { NumberedFolder } from './folders.ts';
import { reportManifest } from './manifest-rules.ts';
import type { Source } from './source.ts';

/** A manifest that fits, and the file that it stands in, for rules that come later. */
export interface ManifestReading {
  readonly manifest: Manifest;
  readonly file: DataFile;
}

/** Reads package.json of an exercise; undefined after a report. */
export async function readManifest(
  folder: NumberedFolder,
  source: Source,
): Promise<ManifestReading | undefined> {
  const place = `${folder.place}/package.json`;
  const text = await source.read(place);
  if (text === undefined) {
    source.report({
      code: 'manifest.missing',
      place,
      rule: 'An exercise is declared by the `keysmith` field of its package.json, and there is no such file.',
      remedy: 'Write it after the pattern of another exercise, or delete the folder.',
    });
    return undefined;
  }
  const schemaFile = 'packages/course/src/schemas/exercise.ts';
  const file: DataFile = { place, text, area: 'manifest', schemaFile, report: source.report };
  const value = parseJson(file);
  if (value === undefined) return undefined;
  fit(packageSchema(folder.slug), value, file);
  const inside: DataFile = { ...file, inside: ['keysmith'] };
  const declared =
    typeof value === 'object' && value !== null && 'keysmith' in value ? value.keysmith : undefined;
  const manifest = fit(manifestSchema, declared, inside);
  if (!manifest) return undefined;
  reportManifest(manifest, inside);
  return { manifest, file: inside };
}

/** What npm needs, so that `npm test` in the folder runs this exercise alone. */
function packageSchema(slug: string) {
  return z.object({
    name: z.literal(`@keysmith-exercise/${slug}`),
    private: z.literal(true),
    type: z.literal('module'),
    scripts: z.object({ test: z.literal(`node ../../../packages/cli/bin/keysmith.mjs test ${slug}`) }),
  });
}
