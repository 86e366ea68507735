import { drawPlaylist, drawTrack, seeded } from '@keysmith/domains';
import { expect, it } from 'vitest';

it('has a few artists record most of the tracks', () => {
  const random = seeded(4);
  const artists = Array.from({ length: 600 }, () => drawTrack(random).artist);
  const counts = [...Map.groupBy(artists, (artist) => artist).values()].map((own) => own.length);
  expect(Math.max(...counts)).toBeGreaterThan(4 * Math.min(...counts));
});

it('draws the same tracks and playlists from the same seed', () => {
  const draw = () => {
    const random = seeded(6);
    return [drawTrack(random), drawPlaylist(random, 'late')];
  };
  expect(draw()).toEqual(draw());
});
