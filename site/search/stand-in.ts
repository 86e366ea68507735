interface Options extends Readonly<Record<string, unknown>> {
  /** Selector of the place where the search is made. */
  readonly element: string;
}

/** Stands for Pagefind's class of that name until the dialog around its place is opened. */
export class PagefindUI {
  constructor(options: Options) {
    const dialog = document.querySelector(options.element)?.closest('dialog');
    if (!dialog) return;
    const make = async (): Promise<void> => {
      const { PagefindUI: Search } = await import('@pagefind/default-ui');
      new Search(options);
      dialog.querySelector('input')?.focus();
    };
    // The reader may have been faster than the page.
    if (dialog.open) void make();
    else whenOpened(dialog, () => void make());
  }
}

function whenOpened(dialog: HTMLDialogElement, then: () => void): void {
  new MutationObserver((_changes, observer) => {
    observer.disconnect();
    then();
  }).observe(dialog, { attributeFilter: ['open'] });
}
