import { LinkError, programIn } from './link.ts';
import type { Program } from './program.ts';

/**
 * `<keysmith-playground>`: shows the program of the address, or the reader's own. Opening runs nothing, whatever a link
 * holds.
 */
class KeysmithPlayground extends HTMLElement {
  connectedCallback(): void {
    // Another link in the same tab is another program.
    addEventListener('hashchange', () => fragmentOfPage() !== '' && location.reload());
    void this.#open();
  }

  async #open(): Promise<void> {
    const { frame = '', program = '' } = this.dataset;
    try {
      const { openPlayground } = await import('./playground.ts');
      openPlayground(this, { frameUrl: frame, programUrl: program, ...linked(fragmentOfPage()) });
    } catch (error) {
      this.textContent = `The playground could not be opened: ${error instanceof Error ? error.message : String(error)}. Reload the page to try again.`;
    }
  }
}

/** The fragment of the address, unless it names a place of the page, as the link to its beginning does. */
function fragmentOfPage(): string {
  const { hash } = location;
  return document.getElementById(hash.slice(1)) === null ? hash : '';
}

function linked(fragment: string): { readonly program?: Program; readonly problem?: string } {
  try {
    const program = programIn(fragment);
    return program === undefined ? {} : { program };
  } catch (error) {
    if (error instanceof LinkError) return { problem: error.message };
    throw error;
  }
}

customElements.define('keysmith-playground', KeysmithPlayground);
