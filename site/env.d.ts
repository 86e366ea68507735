/// <reference types="astro/client" />

// Plain tsc knows no Astro files; Astro's own checker resolves them to the real component before it comes here.
declare module '*.astro' {
  const component: import('astro/runtime/server/index.js').AstroComponentFactory;
  export default component;
}

/** Pagefind's search brings no types. */
declare module '@pagefind/default-ui' {
  export const PagefindUI: new (options: object) => unknown;
}
