// The JSON Schemas in docs/grading/, made from the schemas in the code. `node test/docs/grade-schemas.ts` writes them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gradeJsonSchemas } from '@keysmith/course';

const folder = join(import.meta.dirname, '..', '..', 'docs/grading');

export type SchemaName = keyof typeof gradeJsonSchemas;

export const SCHEMA_NAMES = Object.keys(gradeJsonSchemas) as SchemaName[];

export function schemaText(name: SchemaName): string {
  return `${JSON.stringify(gradeJsonSchemas[name](), undefined, 2)}\n`;
}

export function readSchema(name: SchemaName): string {
  return readFileSync(pathOf(name), 'utf8');
}

function pathOf(name: SchemaName): string {
  return join(folder, `${name}.schema.json`);
}

if (process.argv[1] === import.meta.filename) {
  for (const name of SCHEMA_NAMES) writeFileSync(pathOf(name), schemaText(name));
}
