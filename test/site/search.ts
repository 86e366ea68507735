import type { Locator, Page } from 'playwright-core';

/** The search is loaded when the page is idle and the dialog is open, which takes long on a machine that is busy. */
const FIELD_MS_MAX = 50_000;

/** Searches for words as a reader does, and gives the results once the first one is there. */
export async function searchFor(page: Page, words: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Search' }).first().click();
  await page.getByRole('textbox', { name: 'Search' }).fill(words, { timeout: FIELD_MS_MAX });
  const results = page.locator('.pagefind-ui__result a');
  await results.first().waitFor();
  return results;
}
