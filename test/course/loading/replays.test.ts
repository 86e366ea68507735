import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCourse } from '@keysmith/course';
import { ONE, TODAY } from '../problems.ts';
import { REPLAY } from '../replays.ts';
import { toyCourse, type Toy } from '../toy.ts';
import { testCases } from './cases.ts';

const FOLDER = 'chapters/10-one-to-many';
const PAGE = `${FOLDER}/index.mdx`;
const RECORDING = `${FOLDER}/ghost.replay.json`;
const PROGRAM = `${FOLDER}/ghost.replay.ts`;

interface Parts {
  readonly recording?: string | null;
  readonly program?: string | null;
  /** Text at the end of the page. */
  readonly page?: string;
}

/** Puts a recorded run into the toy's chapter, without the parts that are null. */
const withReplay =
  ({
    recording = JSON.stringify(REPLAY),
    program = '',
    page = '<Replay file="ghost.replay.json" />',
  }: Parts) =>
  async (toy: Toy) => {
    if (recording !== null) await toy.write(RECORDING, recording);
    if (program !== null) await toy.write(PROGRAM, program);
    await toy.write(PAGE, `${await toy.read(PAGE)}${page}\n`);
  };

describe('a recorded run of a chapter', () => {
  it('belongs to its chapter, with the place of its program', async () => {
    await using toy = await toyCourse(ONE);
    await withReplay({})(toy);
    const { chapters } = await loadCourse(toy.root, { today: TODAY });
    const program = join(toy.root, ...PROGRAM.split('/'));
    expect(chapters[0]?.replays).toEqual([{ file: 'ghost.replay.json', program, replay: REPLAY }]);
  });

  testCases([
    {
      when: 'one that is not JSON',
      breakIt: withReplay({ recording: '{' }),
      code: 'replay.not-json',
      place: `${RECORDING}:1`,
      rule: 'it does not parse',
      remedy: 'Correct the syntax',
    },
    {
      when: 'one of another shape',
      breakIt: withReplay({ recording: JSON.stringify({ ...REPLAY, seed: 'one' }) }),
      code: 'replay.schema',
      place: `${RECORDING}:1`,
      rule: '`seed` must be',
      remedy: 'packages/course/src/schemas/replay.ts says what each field holds',
    },
    {
      when: 'one without its program',
      breakIt: withReplay({ program: null }),
      code: 'replay.no-program',
      place: RECORDING,
      rule: 'there is no ghost.replay.ts',
      remedy: 'Write ghost.replay.ts',
    },
    {
      when: 'a program that was not recorded',
      breakIt: withReplay({ recording: null, page: '' }),
      code: 'replay.no-recording',
      place: PROGRAM,
      rule: 'there is no ghost.replay.json',
      remedy: 'KEYSMITH_UPDATE=1',
    },
    {
      when: 'one that no page shows',
      breakIt: withReplay({ page: '' }),
      code: 'replay.not-shown',
      place: RECORDING,
      rule: 'this one is not',
      remedy: '<Replay file="ghost.replay.json"',
    },
    {
      when: 'a page that shows one which is not there',
      breakIt: withReplay({ recording: null, program: null }),
      code: 'mdx.unknown-replay',
      place: `${PAGE}:35`,
      rule: 'there is no "ghost.replay.json"',
      remedy: 'Name one of: none yet; only chapters have recorded runs.',
    },
    {
      when: 'a name that is no slug',
      breakIt: async (toy) => toy.write(`${FOLDER}/Ghost.replay.json`, '{}'),
      code: 'tree.stray-file',
      place: `${FOLDER}/Ghost.replay.json`,
      rule: 'here may stand: index.mdx, quiz.yaml, <slug>.replay.json, <slug>.replay.ts',
      remedy: 'correct its name',
    },
  ]);
});
