import { drawChoirs, drawHarbour, seeded } from '@keysmith/domains';
import { describe, expect, it } from 'vitest';

describe('a harbour', () => {
  const { harbour, berths } = drawHarbour(seeded(3), 200);

  it('has berths of its own under ids that sort as they were given', () => {
    expect(berths.every((berth) => berth.harbour === harbour.harbour)).toBe(true);
    const ids = berths.map(({ berth }) => berth);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it('has owners with several berths, and most berths at the first jetty', () => {
    expect(new Set(berths.map(({ owner }) => owner)).size).toBeLessThan(berths.length);
    const at = (jetty: string) => berths.filter((berth) => berth.jetty === jetty).length;
    expect(at('A')).toBeGreaterThan(at('D'));
  });

  it('is the same from the same seed', () => {
    expect(drawHarbour(seeded(3), 200)).toEqual({ harbour, berths });
  });
});

describe('the choirs of a town', () => {
  const { choirs, singers, memberships } = drawChoirs(seeded(3), 50);

  it('share singers, and the first one sings in all of them', () => {
    const of = (singer = '') => memberships.filter((one) => one.singer === singer).map(({ choir }) => choir);
    expect(of(singers[0]?.singer)).toEqual(choirs.map(({ choir }) => choir));
    expect(of(singers.at(-1)?.singer)).toEqual([choirs[0]?.choir]);
    expect(memberships.filter(({ choir }) => choir === choirs[0]?.choir)).toHaveLength(50);
  });

  it('are the same from the same seed', () => {
    expect(drawChoirs(seeded(3), 50)).toEqual({ choirs, singers, memberships });
  });
});
