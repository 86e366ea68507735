/** Kinds of item that the pictures of a page have named so far. A page is rendered from one request of its own. */
const kinds = new WeakMap<Request, readonly string[]>();

/** The kinds that earlier pictures of the same page have named, in their order. */
export function kindsOfPage(request: Request): readonly string[] {
  return kinds.get(request) ?? [];
}

/** Keeps the kinds for the page's next picture, so that one kind has one colour on the whole page. */
export function rememberKinds(request: Request, all: readonly string[]): void {
  kinds.set(request, all);
}
