import type { Tag } from '../mdx.ts';
import type { PageFile } from './page-rules.ts';
import type { Report } from './source.ts';

/** Reports recorded runs that a page names and the chapter does not have, and those that no page shows. */
export function reportReplays(
  tags: readonly Tag[],
  { place, replays = [] }: Pick<PageFile, 'place' | 'replays'>,
  report: Report,
): void {
  const shown = tags.filter(({ name }) => name === 'Replay');
  for (const { line, attributes } of shown) {
    const file = attributes.get('file') ?? '';
    if (replays.includes(file)) continue;
    report({
      code: 'mdx.unknown-replay',
      place: `${place}:${line}`,
      rule: `<Replay> shows a recorded run that stands beside the page, and there is no "${file}".`,
      remedy: `Name one of: ${replays.join(', ') || 'none yet'}; only chapters have recorded runs.`,
    });
  }
  for (const file of replays) {
    if (shown.some(({ attributes }) => attributes.get('file') === file)) continue;
    report({
      code: 'replay.not-shown',
      place: place.replace('index.mdx', file),
      rule: 'A recorded run is shown on the page beside it, and this one is not.',
      remedy: `Write <Replay file="${file}" title="…" /> where the text needs it, or delete the recording.`,
    });
  }
}
