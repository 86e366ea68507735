import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this repository. npx reaches these files through a link, so the link is followed first. */
export const repository = join(dirname(realpathSync(fileURLToPath(import.meta.url))), '..', '..', '..');
