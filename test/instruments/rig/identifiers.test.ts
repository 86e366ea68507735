import { describe, expect, it } from 'vitest';
import { createIdentifiers } from '../../../packages/instruments/src/rig/identifiers.ts';

describe('identifiers', () => {
  it('rise for each client, whoever else draws in between', () => {
    const alone = createIdentifiers().forClient('A');
    const together = createIdentifiers();
    const [a, b] = [together.forClient('A'), together.forClient('B')];
    expect([b(), a(), b(), a()]).toEqual(['id-000001B', 'id-000001A', 'id-000002B', 'id-000002A']);
    expect([alone(), alone()]).toEqual(['id-000001A', 'id-000002A']);
  });

  it('go on where two sources have the same name', () => {
    const identifiers = createIdentifiers();
    expect([identifiers.forClient('')(), identifiers.forClient('')()]).toEqual(['id-000001', 'id-000002']);
  });

  it('go on alike in a copy, where a client that joins stands above all that were drawn before', () => {
    const identifiers = createIdentifiers();
    const [a, b] = [identifiers.forClient('A'), identifiers.forClient('B')];
    for (const draw of [a, a, a, b]) draw();
    const copy = identifiers.fork();
    expect([copy.forClient('A')(), copy.forClient('B')(), copy.forClient('C')()]).toEqual([
      'id-000004A',
      'id-000002B',
      'id-000004C',
    ]);
    expect([a(), b()]).toEqual(['id-000004A', 'id-000002B']);
  });

  it('sort by their numbers up to a million', () => {
    const draw = createIdentifiers(new Map([['', 8]])).forClient('');
    const drawn = [draw(), draw(), draw()];
    expect(drawn).toEqual(['id-000009', 'id-000010', 'id-000011']);
    expect(drawn.toSorted()).toEqual(drawn);
  });
});
