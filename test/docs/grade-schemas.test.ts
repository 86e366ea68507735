import { describe, expect, it } from 'vitest';
import { readSchema, SCHEMA_NAMES, schemaText } from './grade-schemas.ts';

describe('docs/grading/*.schema.json', () => {
  it.each(SCHEMA_NAMES)('%s is what the code checks (else run: node test/docs/grade-schemas.ts)', (name) => {
    expect(readSchema(name)).toBe(schemaText(name));
  });

  it.each(SCHEMA_NAMES)('%s allows no points but whole ones', (name) => {
    const types = [
      ...readSchema(name).matchAll(/"(?:score|maxScore|points|maxPoints|openPoints)": \{\s+"type": "(\w+)"/g),
    ];
    expect(types.length).toBeGreaterThan(3);
    expect(new Set(types.map(([, type]) => type))).toEqual(new Set(['integer']));
  });
});
