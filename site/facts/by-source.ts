import type { Fact, Facts } from '@keysmith/course';

/** A source, and the figures that come from it. */
export interface SourceOfFacts {
  /** Its anchor on the page of facts. */
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly facts: readonly (Fact & { readonly key: string })[];
}

/** The figures by the page that they were read from, sources in the order of their titles. */
export function factsBySource(facts: Facts): readonly SourceOfFacts[] {
  const sources = new Map<string, SourceOfFacts>();
  for (const [key, fact] of Object.entries(facts)) {
    const { title, url } = fact.source;
    const known = sources.get(url) ?? { id: anchorOf(title, sources.size), title, url, facts: [] };
    sources.set(url, { ...known, facts: [...known.facts, { ...fact, key }] });
  }
  return [...sources.values()].toSorted((left, right) => left.title.localeCompare(right.title, 'en'));
}

/** Two sources may have one title, so the number of the source stands in the anchor too. */
function anchorOf(title: string, number: number): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return `source-${number + 1}-${words.join('-')}`;
}

/** Which pages print a figure, by its key. The texts are their Markdown. */
export function citedIn<P>(pages: readonly { readonly page: P; readonly text: string }[], key: string): P[] {
  const tag = new RegExp(`<Fact\\s+id=["']${key}["']`);
  return pages.filter(({ text }) => tag.test(text)).map(({ page }) => page);
}
