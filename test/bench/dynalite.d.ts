declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** A server of dynalite's, in memory unless a path is given. It does not listen yet. */
  export default function dynalite(options: { readonly createTableMs?: number }): Server;
}
