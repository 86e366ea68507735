import { createLab, PLAY, type Lab, type LabOutcome } from '@keysmith/page';
import { SMALL_EXERCISE } from '@keysmith/page/small-exercise';
import { h } from '../lab/dom.ts';
import { openEditor } from '../lab/editor.ts';
import { openFileTabs } from '../lab/file-tabs.ts';
import { openOutput } from '../lab/output-view.ts';
import { openWork, type Storage, type Work } from '../lab/work.ts';
import { printCount } from '../print.ts';
import { browserStorage } from '../progress/store.ts';
import { BEGINNINGS } from './beginnings.ts';
import { fragmentOf } from './link.ts';
import { costOf, openPlayView, type PlayView } from './play-view.ts';
import { EMPTY_PROGRAM, type Program } from './program.ts';

export interface PlaygroundOptions {
  readonly frameUrl: string;
  readonly programUrl: string;
  /** The program of a link; without it, the reader's own. */
  readonly program?: Program;
  /** Why a link could not be read: a sentence for the reader. */
  readonly problem?: string;
}

const SEED = 1;

/** Editor, run and steps of a program that nobody judges. Builds itself into an element. Runs nothing by itself. */
export function openPlayground(root: HTMLElement, options: PlaygroundOptions): void {
  const { program, problem, ...addresses } = options;
  const work = workOn(program);
  const status = h('p', { class: 'status', role: 'status' });
  const say = (text: string): void => status.replaceChildren(text);
  const output = openOutput();
  const view = openPlayView({ onPlace: (place) => goTo(place) });
  const lab = createLab(addresses);
  lab.warmUp(SMALL_EXERCISE);
  const runner = openRunner({ lab, output, view, say });
  const run = (): void => void runner.run(work.files);
  const panel = h('div', { class: 'editor' });
  const names = work.files.map(({ name }) => name);
  const tabs = openFileTabs({ files: names, panel, onChoose: (name) => show(name), idPrefix: 'playground' });
  const refresh = (): void => work.files.forEach(({ name, text }) => editor.replace(name, text));
  const bar = h(
    'div',
    { class: 'bar' },
    runner.button(run),
    status,
    h('span', { class: 'spring' }),
    ...programButtons({ work, say, refresh }),
  );
  root.replaceChildren(
    ...(problem === undefined ? [] : [h('p', { class: 'link-problem', role: 'alert' }, problem)]),
    // The files of a link may be others.
    ...(program === undefined ? [beginningChooser({ work, say, refresh })] : []),
    tabs.element,
    panel,
    bar,
    output.element,
    view.element,
  );
  const editor = openEditor({
    parent: panel,
    onRun: run,
    onChange(name, text) {
      work.write(name, text);
      if (work.problem !== undefined) say(work.problem);
    },
  });
  const show = (name: string): void => editor.show(name, work.text(name));
  const goTo = (place: string): void => {
    const [file = '', line = '1', column = '1'] = place.split(':');
    if (!names.includes(file)) return;
    tabs.choose(file);
    editor.goTo(Number(line), Number(column));
  };
  show(names[0] ?? '');
  say(beginning(program, work));
}

/** No exercise can be called so. */
const OWN = '@playground';

/** A reader's own program is kept in this browser. That of a link is not: it must not take the place of their own. */
function workOn(program: Program | undefined): Work {
  return program === undefined
    ? openWork(OWN, EMPTY_PROGRAM, browserStorage())
    : openWork(OWN, program, forgetful());
}

function forgetful(): Storage {
  return { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
}

function beginning(program: Program | undefined, work: Work): string {
  if (program !== undefined) return 'A program from a link. Nothing runs until you press Run.';
  return work.problem ?? (work.isChanged ? 'Your program, as you left it.' : 'Control and Enter run it.');
}

interface RunnerOptions {
  readonly lab: Lab;
  readonly output: ReturnType<typeof openOutput>;
  readonly view: PlayView;
  readonly say: (text: string) => void;
}

function openRunner({ lab, output, view, say }: RunnerOptions) {
  const button = h('button', { type: 'button', class: 'run' }, 'Run');
  let isRunning = false;
  const setRunning = (value: boolean): void => {
    isRunning = value;
    button.textContent = value ? 'Stop' : 'Run';
  };
  return {
    button(onRun: () => void): HTMLElement {
      button.addEventListener('click', () => (isRunning ? lab.stop() : onRun()));
      return button;
    },
    async run(files: Program): Promise<void> {
      if (isRunning) return;
      setRunning(true);
      output.clear();
      view.clear();
      say('Running …');
      const outcome = await lab.run(
        { exercise: PLAY, files, seed: SEED, depth: 'quick', records: true },
        (event) => {
          if (event.type === 'output') output.print(event.stream, event.text);
          else if (event.type === 'progress') say(`Running: ${printCount(event.done, 'request')} …`);
        },
      );
      setRunning(false);
      view.show(outcome);
      say(endOf(outcome));
    },
  };
}

function endOf({ status, results }: LabOutcome): string {
  const cost = costOf(results);
  if (status === 'stopped') return 'Stopped.';
  if (cost === undefined) return 'It did not run to its end.';
  return results[0]?.status === 'pass' ? `${cost}.` : `It did not run to its end. Until then: ${cost}.`;
}

interface ButtonsOptions {
  readonly work: Work;
  readonly say: (text: string) => void;
  /** Shows in the editor what has become of the text. */
  readonly refresh: () => void;
}

/** Ready-made tables, each with a program that uses it. */
function beginningChooser({ work, say, refresh }: ButtonsOptions): HTMLElement {
  const options = BEGINNINGS.map(({ title }, number) => h('option', { value: String(number) }, title));
  const select = h('select', {}, h('option', { value: '' }, 'your own'), ...options);
  const chosen = (): number =>
    BEGINNINGS.findIndex(({ program }) => program.every(({ name, text }) => work.text(name) === text));
  const showChosen = (): void => {
    const number = chosen();
    select.value = number < 0 ? '' : String(number);
  };
  select.addEventListener('change', () => {
    const beginning = BEGINNINGS[Number(select.value)];
    const isReplaced =
      select.value !== '' &&
      beginning !== undefined &&
      (chosen() >= 0 || confirm('Put this table and its program in the place of yours?'));
    if (!isReplaced) return showChosen();
    work.take(beginning.program);
    refresh();
    say(work.problem ?? 'Control and Enter run it. Control and Z in a file brings your text back.');
  });
  // What was written since is the reader's own.
  select.addEventListener('focus', showChosen);
  showChosen();
  return h('label', { class: 'beginning' }, 'Table ', select);
}

function programButtons({ work, say, refresh }: ButtonsOptions): HTMLElement[] {
  const share = async (): Promise<void> => {
    try {
      history.replaceState(null, '', fragmentOf(work.files));
    } catch (error) {
      return say(error instanceof Error ? error.message : String(error));
    }
    // Refused, or not there at all where the page came without encryption.
    const isCopied = await Promise.resolve()
      .then(() => navigator.clipboard.writeText(location.href))
      .then(
        () => true,
        () => false,
      );
    say(`The link ${isCopied ? 'was copied, and ' : ''}is in the address bar. It holds the program itself.`);
  };
  const reset = (): void => {
    if (!confirm('Throw your changes away, and begin again?')) return;
    work.reset();
    refresh();
    say('As it was at first. Control and Z in a file brings your text back.');
  };
  const plain = (text: string, onclick: () => void): HTMLElement =>
    h('button', { type: 'button', class: 'plain', onclick }, text);
  return [plain('Share', () => void share()), plain('Reset', reset)];
}
