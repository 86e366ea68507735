import type { Lab, LabOptions } from '@keysmith/page';
import { markPassed } from '../progress/progress.ts';
import { browserProgress } from '../progress/store.ts';
import type { LabData } from './lab-data.ts';

/**
 * `<keysmith-lab>`: a button until the lab is wanted. Editor, worker and exercise come only then, and the page stays light
 * for whoever reads.
 */
class KeysmithLab extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('button')?.addEventListener('click', () => void this.#open(), { once: true });
    this.hidden = false;
  }

  async #open(): Promise<void> {
    const { url: dataUrl = '', frame = '', program = '', chapters = '' } = this.dataset;
    const known = new Map(Object.entries(JSON.parse(chapters || '{}') as Record<string, string>));
    const button = this.querySelector('button');
    if (button) button.textContent = 'Opening …';
    try {
      const [{ openWorkbench }, lab, data] = await Promise.all([
        import('./workbench.ts'),
        startLab({ frameUrl: frame, programUrl: program }),
        fetchData(dataUrl),
      ]);
      this.replaceChildren();
      this.classList.add('open');
      openWorkbench(this, {
        data,
        lab,
        chapterHref: (slug) => known.get(slug),
        onPassed: () => keepPassed(data),
      });
    } catch (error) {
      this.textContent = `The lab could not be opened: ${error instanceof Error ? error.message : String(error)}. Reload the page to try again.`;
    }
  }
}

/** Its worker loads beside the editor, which is the larger part of the workbench. */
async function startLab(addresses: LabOptions): Promise<Lab> {
  const { createLab } = await import('@keysmith/page');
  return createLab(addresses);
}

function keepPassed({ slug, tasks }: LabData): void {
  const exercise = { slug, tasks: tasks.map(({ id }) => id) };
  browserProgress().change((progress) => markPassed(progress, exercise, new Date()));
}

async function fetchData(address: string): Promise<LabData> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered with status ${response.status}`);
  return (await response.json()) as LabData;
}

customElements.define('keysmith-lab', KeysmithLab);
