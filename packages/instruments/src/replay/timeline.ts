import type { Replay, ReplayStep, RequestStep } from './format.ts';

const NUMBER_WIDTH = 4;
const COLUMN_WIDTHS = [96, 52, 40];

/**
 * A run as text: a column for each client, time downwards, each request with its number and the reply below it. Lines
 * are no wider than four columns for the numbers and one column a client.
 */
export function timelineOf({ clients, steps }: Pick<Replay, 'clients' | 'steps'>): string {
  const width = COLUMN_WIDTHS[clients.length - 1] ?? 32;
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
  for (const step of steps) {
    const isRequest = step.kind === 'request';
    if (isRequest) requests += 1;
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
      return [`${step.name}(${step.input})`];
    case 'return':
      return [step.threw ? `${step.name} threw ${step.result}` : `${step.name} returned ${step.result}`];
    case 'sleep':
      return [`waited ${step.milliseconds} ms`];
    case 'event':
      return [`* ${step.text}`];
    case 'request':
      return [requestText(step), `  -> ${step.outcome}${step.fault === undefined ? '' : `; ${step.fault}`}`];
  }
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
