import type { JsonObject } from '@keysmith/table/door';
import { describeValue } from '../recorder/describe.ts';
import type { ItemChange, Replay, ReplayStep, RequestStep } from './format.ts';

const NUMBER_WIDTH = 4;
/** Of one request; a transaction can change a hundred items. */
const CHANGES_MAX = 4;
/** Of a run that goes on and on, so many of the first steps and of the last say enough. */
const SHOWN_STEPS = 40;
const COLUMN_WIDTHS = [88, 46, 31];
/** With less room a column would be one of syllables; then the lines are wider than asked for. */
const COLUMN_WIDTH_MIN = 16;

/**
 * A run as text: a column for each client, time downwards, each request with its number and the reply below it. Lines
 * are no wider than four characters for the numbers and a column for each client, which is narrower where that would be
 * more than `widthMax` characters.
 */
export function timelineOf(
  { clients, steps }: Pick<Replay, 'clients' | 'steps'>,
  { widthMax = Infinity }: { readonly widthMax?: number } = {},
): string {
  const room = Math.floor((widthMax - NUMBER_WIDTH) / Math.max(1, clients.length));
  const width = Math.max(COLUMN_WIDTH_MIN, Math.min(room, COLUMN_WIDTHS[clients.length - 1] ?? 32));
  const place = (client: string | undefined): number =>
    Math.max(
      0,
      clients.findIndex(({ id }) => id === client),
    );
  let requests = 0;
  const lines = [
    line(
      '',
      clients.map(({ label }) => label),
      width,
    ),
  ];
  const left = steps.length - 2 * SHOWN_STEPS;
  for (const [number, step] of steps.entries()) {
    const isRequest = step.kind === 'request';
    if (isRequest) requests += 1;
    if (left > 0 && number === SHOWN_STEPS) lines.push(`${' '.repeat(NUMBER_WIDTH)}… ${left} more …`);
    if (left > 0 && number >= SHOWN_STEPS && number < SHOWN_STEPS + left) continue;
    const cell = textsOf(step).flatMap((text) => wrapped(text, width - 2));
    const column = place(step.client);
    for (const [at, text] of cell.entries()) {
      const cells = clients.map((_client, each) => (each === column ? text : ''));
      lines.push(line(isRequest && at === 0 ? String(requests) : '', cells, width));
    }
  }
  return lines.join('\n');
}

function line(number: string, cells: readonly string[], width: number): string {
  return `${number.padStart(NUMBER_WIDTH - 1)} ${cells.map((cell) => cell.padEnd(width)).join('')}`.trimEnd();
}

function textsOf(step: ReplayStep): string[] {
  switch (step.kind) {
    case 'call':
      return [`${step.name}(${cut(step.input)})`];
    case 'return':
      return [step.threw ? `${step.name} threw ${cut(step.result)}` : `${step.name} returned ${step.result}`];
    case 'sleep':
      return [`waited ${step.milliseconds} ms`];
    case 'event':
      return [`* ${step.text}`];
    case 'request':
      return [
        requestText(step),
        `  -> ${outcomeText(step)}${step.fault === undefined ? '' : `; ${step.fault}`}`,
      ];
  }
}

/** A write that was carried out says what it changed, which its reply does not. */
function outcomeText({ outcome, changes }: RequestStep): string {
  if (changes.length === 0) return outcome === 'done' ? 'nothing changed' : outcome;
  const told = changes.slice(0, CHANGES_MAX).map((change) => changeText(change, changes.length > 1));
  if (changes.length > CHANGES_MAX) told.push(`and ${changes.length - CHANGES_MAX} more`);
  return told.join('; ');
}

/** "likes: 0 => 1", "written: { likes: 1 }", "deleted". */
function changeText({ key, before, after }: ItemChange, isOneOfMany: boolean): string {
  const whose = isOneOfMany ? `${Object.values(key).map(describeValue).join(' ')} ` : '';
  if (after === null) return `${whose}deleted`;
  const plain = (item: JsonObject) => Object.entries(item).filter(([name]) => !(name in key));
  if (before === null) {
    const written = plain(after).map(([name, value]) => `${name}: ${describeValue(value)}`);
    return written.length === 0 ? `${whose}written` : `${whose}written: { ${written.join(', ')} }`;
  }
  const names = new Set([...plain(before), ...plain(after)].map(([name]) => name));
  const changed = [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const told = changed.map(
    (name) => `${name}: ${describeValue(before[name])} => ${describeValue(after[name])}`,
  );
  return `${whose}${told.join(', ')}`;
}

const TEXT_LENGTH_MAX = 120;

/** The whole text is in the recorded run. */
function cut(text: string): string {
  return text.length <= TEXT_LENGTH_MAX ? text : `${text.slice(0, TEXT_LENGTH_MAX)}…`;
}

function requestText({ operation, table, index, detail }: RequestStep): string {
  const target = [table, index].filter(Boolean).join('.');
  return `${operation}${target === '' ? '' : ` ${target}`}${detail === '' ? '' : `: ${detail}`}`;
}

/** Breaks a text between words, or in the middle of one that is too long; what follows is indented. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const cut = space > width / 2 ? space : width;
    lines.push(rest.slice(0, cut).trimEnd());
    rest = `    ${rest.slice(cut).trimStart()}`;
  }
  return [...lines, rest];
}
