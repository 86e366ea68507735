import type { Lab, LabEvent } from '@keysmith/page';
import { packWork, unpackWork } from './archive.ts';
import { h } from './dom.ts';
import { openEditor } from './editor.ts';
import { openFileTabs } from './file-tabs.ts';
import { DRAW_MS, inBatches } from './in-batches.ts';
import type { LabData } from './lab-data.ts';
import { openOutput } from './output-view.ts';
import { isPassed, scoreOf } from './score.ts';
import { openVerdictView } from './verdict-view.ts';
import { openWork, workKey, type Storage } from './work.ts';

export interface WorkbenchOptions {
  readonly data: LabData;
  /** Runs the exercise; it may be loading still. */
  readonly lab: Lab;
  readonly chapterHref: (slug: string) => string | undefined;
  /** Told when a run passed every check. */
  readonly onPassed?: () => void;
}

const CHECKS = 'checks.test.ts';
const SEED = 1;

/** The lab of one exercise: editor, run, verdict. Builds itself into an element that is empty. */
export function openWorkbench(root: HTMLElement, options: WorkbenchOptions): void {
  const { data, chapterHref, ...running } = options;
  const work = openWork(data.slug, data.starter, browserStorage());
  const status = h('p', { class: 'status', role: 'status' });
  const say = (text: string): void => status.replaceChildren(text);
  const editorHost = h('div', { class: 'editor' });
  const output = openOutput();
  const verdict = openVerdictView({
    data,
    chapterHref,
    onPlace: (place) => goTo(place),
    onReplay: (token) => say(`In your own clone: npx keysmith test ${data.slug} --replay ${token}`),
  });
  const tabs = openFileTabs({
    files: [...data.starter.map(({ name }) => name), CHECKS],
    panel: editorHost,
    onChoose: (name) => show(name),
  });
  const runner = openRunner({ ...running, data, verdict, output, say });
  const run = (): void => void runner.run(work.files);

  root.append(
    tabs.element,
    editorHost,
    h(
      'div',
      { class: 'bar' },
      runner.button(run),
      status,
      h('span', { class: 'spring' }),
      ...workButtons({ data, work, say, refresh: () => refresh() }),
    ),
    verdict.element,
    output.element,
  );
  const editor = openEditor({
    parent: editorHost,
    onRun: run,
    onChange(name, text) {
      work.write(name, text);
      if (work.problem !== undefined) say(work.problem);
    },
  });
  const show = (name: string): void =>
    editor.show(name, name === CHECKS ? data.checksText : work.text(name), { isReadOnly: name === CHECKS });
  const refresh = (): void => work.files.forEach(({ name, text }) => editor.replace(name, text));
  const goTo = (place: string): void => {
    const [file = '', line = '1', column = '1'] = place.split(':');
    if (!data.starter.some(({ name }) => name === file)) return;
    tabs.choose(file);
    editor.goTo(Number(line), Number(column));
  };
  addEventListener('storage', ({ key }) => {
    if (key !== workKey(data.slug)) return;
    work.reload();
    refresh();
  });
  show(data.starter[0]?.name ?? CHECKS);
  say(
    work.problem ??
      (work.isChanged ? 'Your text, as you left it.' : 'The starter. Control and Enter run the checks.'),
  );
}

/** Access may be forbidden, which throws. */
function browserStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

interface RunnerOptions extends Omit<WorkbenchOptions, 'chapterHref'> {
  readonly verdict: ReturnType<typeof openVerdictView>;
  readonly output: ReturnType<typeof openOutput>;
  readonly say: (text: string) => void;
}

function openRunner({ lab, data, verdict, output, say, onPassed }: RunnerOptions) {
  const exercise = { specs: data.checks, checks: data.checksText };
  lab.warmUp({ exercise, files: data.solution });
  const button = h('button', { type: 'button', class: 'run' }, 'Run');
  let isRunning = false;
  /** Whether the verdict that stands is that of an earlier run. It stands until there is something to draw. */
  let isOutdated = false;
  /** Whether the verdict of the last run stands already, and its recordings are to come. */
  let isShown = false;
  let runs = 0;
  const events = inBatches((event: LabEvent) => {
    if (isOutdated) verdict.begin();
    isOutdated = false;
    if (event.type === 'check-started') verdict.running(event.id);
    else if (event.type === 'check-finished') verdict.finished(event.result);
    else if (event.type === 'progress') verdict.running(event.id, event);
    else if (event.type === 'output') output.print(event.stream, event.text);
    else if (isPassed(data, event.outcome))
      say(`${scoreOf(data, event.outcome)}, in a quick pass. The full pass is running …`);
    else {
      // What comes is no verdict any more, and who has read this one may run again.
      verdict.show(event.outcome);
      setRunning(false);
      isShown = true;
      say(`${scoreOf(data, event.outcome)}. The checks are recorded …`);
    }
  }, DRAW_MS);
  const onEvent = (event: LabEvent): void => {
    events.add(event);
    if (event.type === 'first-verdict') events.flush();
  };
  const setRunning = (value: boolean): void => {
    isRunning = value;
    button.textContent = value ? 'Stop' : 'Run';
  };
  return {
    button(onRun: () => void): HTMLElement {
      button.addEventListener('click', () => (isRunning ? lab.stop() : onRun()));
      return button;
    },
    async run(files: LabData['starter']): Promise<void> {
      if (isRunning) return;
      const run = (runs += 1);
      setRunning(true);
      isShown = false;
      output.clear();
      isOutdated = true;
      say('Running …');
      const outcome = await lab.run({ exercise, files, seed: SEED, records: true }, onEvent);
      // Another run may have begun while this one was recorded.
      if (run !== runs) return;
      events.flush();
      setRunning(false);
      if (isShown) verdict.recorded(outcome.results);
      else verdict.show(outcome);
      isOutdated = false;
      say(scoreOf(data, outcome));
      if (isPassed(data, outcome)) onPassed?.();
    },
  };
}

interface WorkButtonsOptions {
  readonly data: LabData;
  readonly work: ReturnType<typeof openWork>;
  readonly say: (text: string) => void;
  /** Shows in the editor what has become of the text. */
  readonly refresh: () => void;
}

function workButtons({ data, work, say, refresh }: WorkButtonsOptions): HTMLElement[] {
  const chooser = h('input', {
    type: 'file',
    accept: '.ts,.zip',
    multiple: true,
    hidden: true,
    'aria-label': 'Files to import',
  });
  chooser.addEventListener('change', () => void take([...(chooser.files ?? [])]));
  const take = async (chosen: readonly File[]): Promise<void> => {
    chooser.value = '';
    try {
      const files = await Promise.all(
        chosen.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
      );
      const { taken, refused } = work.take(unpackWork(data.path, files));
      refresh();
      const left =
        refused.length > 0 ? ` Left out, because this exercise has no such file: ${refused.join(', ')}.` : '';
      say(`${taken.length > 0 ? `Imported ${taken.join(', ')}.` : 'Nothing was imported.'}${left}`);
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  };
  const reset = (): void => {
    if (!confirm('Throw your text away, and begin with the starter again?')) return;
    work.reset();
    refresh();
    say('The starter again. Control and Z in a file brings its text back.');
  };
  const save = (): void => {
    const blob = new Blob([packWork(data.path, work.files)], { type: 'application/zip' });
    const href = URL.createObjectURL(blob);
    h('a', { href, download: `${data.slug}.zip` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
    say(`Exported. Unpacked in the folder work/ of a clone, it is there for npx keysmith test ${data.slug}.`);
  };
  const plain = (text: string, onclick: () => void): HTMLElement =>
    h('button', { type: 'button', class: 'plain', onclick }, text);
  return [plain('Export', save), plain('Import', () => chooser.click()), plain('Reset', reset), chooser];
}
