import { h } from '../lab/dom.ts';
import { DRAW_MS, inBatches } from '../lab/in-batches.ts';
import type { LabData } from '../lab/lab-data.ts';
import { openOutput } from '../lab/output-view.ts';
import { scoreOf } from '../lab/score.ts';
import { openVerdictView } from '../lab/verdict-view.ts';
import { withBase } from '../paths.ts';
import { openFilesView } from './files-view.ts';
import { eventsPath, starterPath, TOKEN_HEADER, type BesideEvent } from './messages.ts';
import { keepInBrowser } from './progress.ts';

declare global {
  interface HTMLElementTagNameMap {
    'keysmith-beside': HTMLElement;
  }
}

/** What a run tells by the hundred. Everything else is shown at once, and with it what waits. */
const WHILE_IT_RUNS: ReadonlySet<BesideEvent['type']> = new Set([
  'check-started',
  'progress',
  'check-finished',
  'output',
]);

/**
 * The learner's own files of the exercise and the verdict on them, anew at every save.
 *
 * @param lab The data of the page's lab, which tell where the exercise's data are and which chapters there are.
 * @param token The server's secret, to copy the starter with.
 */
export async function openOwnEditor(lab: DOMStringMap, token: string): Promise<HTMLElement> {
  const response = await fetch(lab['url'] ?? '');
  const data = (await response.json()) as LabData;
  const chapters = new Map(Object.entries(JSON.parse(lab['chapters'] ?? '{}') as Record<string, string>));
  const place = `work/${data.path}/`;

  const connection = h('strong', {}, 'Your own editor: connecting …');
  const status = h('p', { class: 'status', role: 'status' });
  const say = (text: string): void => status.replaceChildren(text);
  const starter = starterButton({ slug: data.slug, place, token, say });
  const files = openFilesView(data);
  const output = openOutput();
  const verdict = openVerdictView({
    data,
    chapterHref: (slug) => chapters.get(slug),
    onPlace: files.goTo,
    onReplay: (replay) => say(`In a terminal: npx keysmith test ${data.slug} --replay ${replay}`),
  });

  const events = inBatches((event: BesideEvent): void => {
    switch (event.type) {
      case 'work':
        starter.hidden = event.missing.length === 0;
        files.element.hidden = verdict.element.hidden = event.missing.length > 0;
        if (event.missing.length > 0) say(`${event.missing.join(' and ')}: not there yet.`);
        return;
      case 'run':
        files.show(event.files);
        output.clear();
        verdict.begin();
        return say('Running …');
      case 'check-started':
        return verdict.running(event.id);
      case 'progress':
        return verdict.running(event.id, event);
      case 'check-finished':
        return verdict.finished(event.result);
      case 'output':
        return output.print(event.stream, event.text);
      case 'first-verdict':
        return say(`${scoreOf(data, event.outcome)}, in a quick pass. The full pass is running …`);
      case 'outcome':
        verdict.show(event.outcome);
        return say(`${scoreOf(data, event.outcome)}.`);
      case 'kept':
        return keepInBrowser(event.progress);
      case 'trouble':
        return say(event.reason);
    }
  }, DRAW_MS);
  const onEvent = (event: BesideEvent): void => {
    events.add(event);
    if (!WHILE_IT_RUNS.has(event.type)) events.flush();
  };
  listen(withBase(eventsPath(data.slug)), {
    onEvent,
    onOpen: () => connection.replaceChildren(`Your own editor: connected — watching ${place}`),
    onLost: (isFinal) =>
      connection.replaceChildren(
        isFinal ? 'Your own editor: not connected. Reload the page.' : 'Your own editor: connecting again …',
      ),
  });
  const bar = h('div', { class: 'bar' }, connection, starter, h('span', { class: 'spring' }), status);
  return h('keysmith-beside', { class: 'not-content' }, bar, verdict.element, output.element, files.element);
}

interface Listening {
  onEvent(event: BesideEvent): void;
  onOpen(): void;
  /** The browser tries again unless it is final. */
  onLost(isFinal: boolean): void;
}

function listen(address: string, { onEvent, onOpen, onLost }: Listening): void {
  const source = new EventSource(address);
  source.onopen = onOpen;
  source.onerror = () => onLost(source.readyState === EventSource.CLOSED);
  source.onmessage = ({ data }: MessageEvent<string>) => onEvent(JSON.parse(data) as BesideEvent);
}

interface StarterButtonOptions {
  readonly slug: string;
  readonly place: string;
  readonly token: string;
  readonly say: (text: string) => void;
}

/** The files come back as a change on the disk, like any other. */
function starterButton({ slug, place, token, say }: StarterButtonOptions): HTMLElement {
  const copy = async (): Promise<void> => {
    const response = await fetch(withBase(starterPath(slug)), {
      method: 'POST',
      headers: { [TOKEN_HEADER]: token },
    });
    if (!response.ok) say(await response.text());
  };
  return h(
    'button',
    { type: 'button', class: 'run', hidden: true, onclick: () => void copy() },
    `Copy the starter to ${place}`,
  );
}
