import { randomBytes } from 'node:crypto';
import { watchFiles } from '@keysmith/course';
import type { AstroIntegration } from 'astro';
import type { Beside } from './server.ts';

/**
 * Lets the pages that `npm start` serves show the learner's own files and the verdict on them. A build has nothing of it:
 * the pages' script is added by the server, so no static page asks for what is not there.
 */
export function besideOwnEditor({ root }: { readonly root: string }): AstroIntegration {
  const token = randomBytes(24).toString('base64url');
  let beside: Beside | undefined;
  return {
    name: 'keysmith-beside',
    hooks: {
      'astro:config:setup': ({ command, injectScript, updateConfig }) => {
        if (command !== 'dev') return;
        injectScript(
          'page',
          `import { connect } from '/site/beside/page.ts'; connect(${JSON.stringify(token)});`,
        );
        // Vite would let pages of other local servers read what this one serves; the token is part of that.
        updateConfig({ vite: { server: { cors: false } } });
      },
      'astro:server:setup': async ({ server }) => {
        // Loaded here, since a build has no use for the grader.
        const { openBeside } = await import('./server.ts');
        beside = openBeside({ root, token, watch: watchFiles });
        server.middlewares.use(beside.handle);
      },
      'astro:server:done': () => beside?.close(),
    },
  };
}
