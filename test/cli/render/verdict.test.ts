import { checkToExplain } from '@keysmith/grader/report';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '@keysmith/course';
import { isPassed, renderVerdict, type Verdict } from '../../../packages/cli/src/render/verdict.ts';
import { widthOf } from '../../../packages/cli/src/terminal/wrap.ts';
import { plainTerminal, recordTerminal } from '../terminal/recorder.ts';
import { REPLAY } from '../../course/replays.ts';
import { EXERCISE, FAILURE, resultOf } from './verdicts.ts';

const verdict = (results: readonly CheckResult[], more: Partial<Verdict> = {}): Verdict => ({
  exercise: EXERCISE,
  results,
  seed: 7,
  table: 'embedded',
  milliseconds: 834,
  ...more,
});

const FAILED = verdict([resultOf(0, 'pass'), resultOf(1, 'fail', FAILURE), resultOf(2, 'skipped')]);

describe('a verdict', () => {
  it('tells every check in a line, and the first failure in full', () => {
    expect(renderVerdict(FAILED, plainTerminal())).toMatchInlineSnapshot(`
      "
      Notes on a shelf  16 keep-notes

      1  Keep a note                                                          1 of 1
         ok   a note is stored
      2  List the notes of a shelf                                            0 of 5
         FAIL the notes come back in order
         skip the list is one Query (needs notes-listed)

      FAIL Task 2, check notes-listed

        asked     listNotes gives the notes of one shelf.
        expected  one Query
        happened  there were 2 requests: Query, GetItem
        at        access.ts:14:9

          listNotes({ shelf: "s-1" }) returned ["a"]

          - Expected
          + Received

            [
          -   "b",
          +   "a",
            ]

        requests  the call made 2 requests

             operation  on           items read  returned     units
          1  Query      main.byName          40         3  5.5 read
             shelf = "s-1" | filter note = "b"
          2  PutItem    main                                2 write
             shelf = "s-1", note = "b" | if attribute_not_exists(shelf)
             refused: ConditionalCheckFailedException
             in all 2 requests, 40 items read, 3 returned, 5.5 read + 2 write

        help      npx keysmith hint keep-notes list --layer 2

      1 of 6 points · 1 of 2 tasks · seed 7 · embedded · 0.8 s"
    `);
  });

  it('fits the screen, and says the same in colour as in plain', () => {
    const { terminal } = recordTerminal({ isTTY: true, columns: 80 });
    const lines = renderVerdict(FAILED, terminal).split('\n');
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(80);
    const text = stripVTControlCharacters(lines.join('\n'));
    expect(text).toContain('✓ a note is stored');
    expect(text).toContain('✗ the notes come back in order');
    expect(text).toContain('– the list is one Query (needs notes-listed)');
  });

  it('tells a recorded run in columns that fit the screen, and cuts nothing off', () => {
    const { terminal } = recordTerminal({ isTTY: true, columns: 60 });
    const failure = { ...FAILURE, timeline: 'wide '.repeat(40), replay: REPLAY };
    const lines = renderVerdict(verdict([resultOf(1, 'fail', failure)]), terminal).split('\n');
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(60);
    const text = stripVTControlCharacters(lines.join('\n'));
    expect(text).toMatch(/client A +client B/);
    expect(text).not.toContain('…');
  });

  it('tells of a pass without explaining anything', () => {
    const passed = verdict([0, 1, 2].map((at) => resultOf(at, 'pass')));
    const text = renderVerdict(passed, plainTerminal());
    expect(text).not.toContain('asked');
    expect(text).toContain('6 of 6 points · 2 of 2 tasks · seed 7 · embedded · 0.8 s');
    expect(isPassed(passed)).toBe(true);
  });

  it('has the bill of checks that measured one, after a pass and after a failure', () => {
    const bill = [
      {
        pattern: 'a shelf of 10',
        requests: 1,
        readUnits: 0.5,
        writeUnits: 0,
        bytes: 800,
        budget: { requests: 1 },
      },
    ];
    const passed = [0, 1, 2].map((at) => ({ ...resultOf(at, 'pass'), ...(at === 2 && { bill }) }));
    const after = (results: readonly CheckResult[]) =>
      renderVerdict(verdict(results), plainTerminal()).split('\n\n').slice(-2).join('\n\n');
    expect(`\n${after(passed)}`).toMatchInlineSnapshot(`
      "
      access pattern  requests  read units  bytes
      a shelf of 10     1 of 1         0.5    800

      6 of 6 points · 2 of 2 tasks · seed 7 · embedded · 0.8 s"
    `);
    expect(after([resultOf(0, 'fail', FAILURE), ...passed.slice(1)])).toContain('a shelf of 10     1 of 1');
    const overBudget = { ...resultOf(2, 'fail', { ...FAILURE, instrument: 'cost' }), bill };
    expect(after([...passed.slice(0, 2), overBudget])).not.toContain('a shelf of 10');
  });

  it('says where the picture of a failure is', () => {
    const figures = { 'notes-listed': '.keysmith/figures/keep-notes/notes-listed.svg' };
    const text = renderVerdict(
      verdict([resultOf(0, 'pass'), resultOf(1, 'fail', FAILURE), resultOf(2, 'skipped')], { figures }),
      plainTerminal(),
    );
    expect(text).toContain('\n  picture   .keysmith/figures/keep-notes/notes-listed.svg\n');
  });

  it('tells why there is none, and what was finished before', () => {
    const unjudged = { code: 'hang', reason: 'The call of listNotes did not end.' };
    const text = renderVerdict(verdict([resultOf(0, 'pass')], { unjudged }), plainTerminal());
    expect(text).toContain('No verdict (hang).\n  The call of listNotes did not end.');
    expect(text).toContain('ok   a note is stored');
    expect(text).toMatch(/2 {2}List the notes of a shelf +not run/);
  });

  it('tells of a repeated run that it passes, and that it was one of many', () => {
    const measured = ['races: the run that was asked for, and nothing broke in it'];
    const results = [
      resultOf(0, 'fail', FAILURE),
      { ...resultOf(1, 'pass'), measured },
      resultOf(2, 'fail', FAILURE),
    ];
    const text = renderVerdict(verdict(results, { replayed: 'notes-listed' }), plainTerminal());
    expect(text).toContain(
      [
        'ok   Task 2, check notes-listed',
        '',
        '  races: the run that was asked for, and nothing broke in it',
        '  This run passes now. The check makes many others, and counts only when it',
        '  makes them all: npx keysmith test keep-notes',
      ].join('\n'),
    );
    expect(text).not.toContain('npx keysmith hint');
  });

  it('gives the reason of a check that could not run', () => {
    const text = renderVerdict(
      verdict([resultOf(0, 'error'), resultOf(1, 'skipped'), resultOf(2, 'skipped')]),
      plainTerminal(),
    );
    expect(text).toContain('ERR  Task 1, check note-kept');
    expect(text).toContain('reason    the reason of note-kept');
  });
});

describe('the check to explain', () => {
  it.each<readonly [string, readonly CheckResult['status'][], string | undefined]>([
    ['is the first failure of the first open task', ['fail', 'fail', 'fail'], 'note-kept'],
    ['is in the second task when the first is passed', ['pass', 'pass', 'fail'], 'one-query'],
    ['is the cause when a task was skipped whole', ['fail', 'skipped', 'skipped'], 'note-kept'],
    ['is a check that could not run, if none failed', ['pass', 'error', 'skipped'], 'notes-listed'],
    ['is none after a pass', ['pass', 'pass', 'pass'], undefined],
  ])('%s', (_, statuses, id) => {
    const results = statuses.map((status, at) => resultOf(at, status));
    expect(checkToExplain({ exercise: EXERCISE, results })?.id).toBe(id);
  });

  it.each<readonly [string, string, readonly CheckResult['status'][], string | undefined]>([
    [
      'is the one whose run was repeated, before any other',
      'one-query',
      ['fail', 'pass', 'fail'],
      'one-query',
    ],
    ['is its cause where it was skipped', 'one-query', ['pass', 'fail', 'skipped'], 'notes-listed'],
    [
      'is none where that run passes now, whatever else fails',
      'note-kept',
      ['pass', 'fail', 'skipped'],
      undefined,
    ],
    [
      'is the one that could not repeat the run',
      'notes-listed',
      ['fail', 'error', 'skipped'],
      'notes-listed',
    ],
  ])('%s', (_, replayed, statuses, id) => {
    const results = statuses.map((status, at) => resultOf(at, status));
    expect(checkToExplain({ exercise: EXERCISE, results, replayed })?.id).toBe(id);
  });

  it('is the check behind a task that was skipped, even one of a later task', () => {
    const swapped = { ...EXERCISE, tasks: EXERCISE.tasks.toReversed() };
    const results = [resultOf(0, 'fail'), resultOf(1, 'skipped'), resultOf(2, 'skipped')];
    expect(checkToExplain({ exercise: swapped, results })?.id).toBe('note-kept');
  });
});
