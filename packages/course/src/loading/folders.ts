import { folderSchema, slugOfFolder, slugSchema } from '../schemas/ids.ts';
import type { Entry, Report } from './source.ts';

/** A folder whose name gives its place in the order and its permanent id. */
export interface NumberedFolder {
  readonly name: string;
  readonly place: string;
  readonly number: number;
  readonly slug: string;
}

/** The numbered folders among a listing's entries; any other folder is reported. Files are left to the strays. */
export function numberedFolders(entries: readonly Entry[], report: Report): readonly NumberedFolder[] {
  const folders = entries.filter((entry) => entry.isFolder);
  for (const { name, place } of folders) {
    if (folderSchema.safeParse(name).success) continue;
    report({
      code: 'tree.folder-name',
      place,
      rule: `A folder's name is two or three digits and a slug, like "16-composite-key"; this one is "${name}".`,
      remedy:
        'Rename it in every tree that has it; the number is its place in the order, the slug its permanent id.',
    });
  }
  return folders
    .filter(({ name }) => folderSchema.safeParse(name).success)
    .map(({ name, place }) => ({ name, place, number: Number.parseInt(name, 10), slug: slugOfFolder(name) }));
}

/** The folders among a listing's entries that are named by a slug alone, as wrong answers are. */
export function sluggedFolders(entries: readonly Entry[], report: Report): readonly Entry[] {
  const folders = entries.filter((entry) => entry.isFolder);
  for (const { name, place } of folders) {
    if (slugSchema.safeParse(name).success) continue;
    report({
      code: 'tree.folder-name',
      place,
      rule: `This folder's name is a slug, lower-case words joined by hyphens; it is "${name}".`,
      remedy: 'Rename it after what is in it, like "scan-and-filter".',
    });
  }
  return folders.filter(({ name }) => slugSchema.safeParse(name).success);
}

/** Reports numbers and slugs that two folders share: order and permanent ids would be ambiguous. */
export function reportSharedNames(folders: readonly NumberedFolder[], report: Report): void {
  const byNumber = new Map<number, NumberedFolder>();
  const bySlug = new Map<string, NumberedFolder>();
  for (const folder of folders) {
    const sameNumber = byNumber.get(folder.number);
    if (sameNumber) {
      report({
        code: 'tree.number-twice',
        place: folder.place,
        rule: `A number is used once; ${folder.name.split('-')[0]} already belongs to ${sameNumber.place}.`,
        remedy: 'Give one of the two another number, in every tree that has it; gaps are allowed.',
      });
    }
    const sameSlug = bySlug.get(folder.slug);
    if (sameSlug) {
      report({
        code: 'tree.slug-twice',
        place: folder.place,
        rule: `A slug is used once; "${folder.slug}" already belongs to ${sameSlug.place}.`,
        remedy: 'Give the newer of the two another slug; progress and links hang on the older one.',
      });
    }
    byNumber.set(folder.number, sameNumber ?? folder);
    bySlug.set(folder.slug, sameSlug ?? folder);
  }
}
