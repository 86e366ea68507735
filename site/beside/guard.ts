import type { IncomingHttpHeaders } from 'node:http';

/** What is known of a request before anything is done for it. */
export interface Caller {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** Address of the machine that asks. */
  readonly remoteAddress: string | undefined;
}

/** A refusal: a status of HTTP, and a sentence that says why. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
}

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);
const LOOPBACK_ADDRESS = /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;

/**
 * Why a request is refused, or undefined if it is not. The server runs code from this machine's disk and writes to it, so
 * it answers this machine alone, and there only its own pages: any other page in the same browser can send requests here,
 * too, under a name that leads here (DNS rebinding) or from another server on another port.
 */
export function refusalOf({ method, headers, remoteAddress }: Caller): Refusal | undefined {
  const refuse = (reason: string): Refusal => ({ status: 403, reason });
  const { host = '', origin } = headers;
  if (remoteAddress === undefined || !LOOPBACK_ADDRESS.test(remoteAddress))
    return refuse('This server answers the machine that it runs on, and no other.');
  if (!LOOPBACK_NAMES.has(host.replace(/:\d+$/, '')))
    return refuse(`This server is not "${host}". Open it as 127.0.0.1 or localhost.`);
  if (origin !== undefined && origin !== `http://${host}`)
    return refuse(`A page of "${origin}" may not ask this server for anything.`);
  if (isFromElsewhere(headers) && !isNavigation(method, headers))
    return refuse('A page of another site may not ask this server for anything.');
  return undefined;
}

/** Browsers say where a request comes from, also where they send no origin. Another port is the same site to them. */
function isFromElsewhere(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site';
}

/** A link on another page may lead here. */
function isNavigation(method: string | undefined, headers: IncomingHttpHeaders): boolean {
  return method === 'GET' && headers['sec-fetch-mode'] === 'navigate';
}

/**
 * Why a request that changes something is refused: it has to name its origin, which no browser lets a page forge, and the
 * token, which only this server's pages know.
 */
export function refusalOfChange(
  { origin }: IncomingHttpHeaders,
  tokens: { readonly given: string | string[] | undefined; readonly own: string },
): Refusal | undefined {
  if (origin === undefined) return { status: 403, reason: 'The request names no origin.' };
  if (tokens.given !== tokens.own)
    return {
      status: 403,
      reason: 'The request has no token of this server, or an old one. Reload the page.',
    };
  return undefined;
}
