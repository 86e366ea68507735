import { stepText, type Replay, type ReplayStep } from '@keysmith/course';
import { escape } from './escape.ts';
import { htmlTable, type HtmlRow } from './html-table.ts';

/** A run of a loop can be long; the ones that instruments report are cut short before. */
const STEPS_MAX = 200;

/** A recorded run as a table: a row for each step, a column for each client. */
export function timelineHtml(replay: Replay): string {
  const { clients, steps } = replay;
  const rows = steps.slice(0, STEPS_MAX).map((step) => rowOf(step, replay));
  const left = steps.length - rows.length;
  const more = left > 0 ? [`<p>${left} more steps are in grade.json.</p>`] : [];
  const heads = ['step', ...clients.map(({ label }) => label), 'units'];
  return [htmlTable({ caption: 'What happened, step by step', heads, rows }), ...more].join('\n');
}

/** What no client did stands in the first client's column, set apart. */
function rowOf(step: ReplayStep, replay: Replay): HtmlRow {
  const { action, reply, fault, changes, units } = stepText(step, replay);
  const place = replay.clients.findIndex(({ id }) => id === step.client);
  const told = [
    `<span class="action">${escape(action)}</span>`,
    reply && `→ ${escape(reply)}`,
    fault && `<em>${escape(fault)}</em>`,
    ...changes.map((change) => `<span class="change">${escape(change)}</span>`),
  ]
    .filter(Boolean)
    .join('<br>');
  const cells = replay.clients.map((_client, at) => (at === Math.max(0, place) ? told : ''));
  return {
    cells: [String(step.number), ...cells, escape(units)],
    ...(place < 0 && { className: 'event' }),
  };
}
