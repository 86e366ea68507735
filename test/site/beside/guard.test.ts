import { describe, expect, it } from 'vitest';
import { refusalOf, refusalOfChange, type Caller } from '../../../site/beside/guard.ts';

type Headers = Caller['headers'];

/** What a page of this server sends. */
const OWN: Headers = { host: '127.0.0.1:4321', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' };

const refusal = (headers: Headers, others: Partial<Caller> = {}) =>
  refusalOf({ method: 'GET', remoteAddress: '127.0.0.1', ...others, headers: { ...OWN, ...headers } });

describe('a request', () => {
  it.each<[string, Headers, Partial<Caller>?]>([
    ['of an own page', {}],
    ['by the name localhost', { host: 'localhost:4321', origin: 'http://localhost:4321' }],
    ['by the address of IPv6', { host: '[::1]:4321', origin: 'http://[::1]:4321' }, { remoteAddress: '::1' }],
    ['of IPv4, told as IPv6', {}, { remoteAddress: '::ffff:127.0.0.1' }],
    ['of a program that is no browser', { 'sec-fetch-site': undefined, 'sec-fetch-mode': undefined }],
    ['of who types the address', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }],
    ['of who follows a link', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
  ])('%s is answered', (_, headers, others) => {
    expect(refusal(headers, others)).toBeUndefined();
  });

  it.each<[string, RegExp, Headers, Partial<Caller>?]>([
    ['under another name', /is not "evil\.example:4321"/, { host: 'evil.example:4321' }],
    ['under a name that only looks local', /is not/, { host: 'localhost.evil.example:4321' }],
    ['under a name that begins like an address', /is not/, { host: '127.0.0.1.evil.example' }],
    ['without a name', /is not ""/, { host: undefined }],
    ['of a page of another site', /"https:\/\/evil\.example"/, { origin: 'https://evil.example' }],
    ['of a page of another port', /"http:\/\/127\.0\.0\.1:9999"/, { origin: 'http://127.0.0.1:9999' }],
    ['of a page by another name', /"http:\/\/localhost:4321"/, { origin: 'http://localhost:4321' }],
    ['of a sandboxed frame', /"null"/, { origin: 'null' }],
    ['that another site makes without an origin', /another site/, { 'sec-fetch-site': 'cross-site' }],
    ['that another port makes without an origin', /another site/, { 'sec-fetch-site': 'same-site' }],
    [
      'that posts a form of another site',
      /another site/,
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
      { method: 'POST' },
    ],
    ['of another machine', /no other/, {}, { remoteAddress: '192.168.1.7' }],
    ['of nobody knows whom', /no other/, {}, { remoteAddress: undefined }],
  ])('%s is refused', (_, reason, headers, others) => {
    expect(refusal(headers, others)).toEqual({ status: 403, reason: expect.stringMatching(reason) });
  });
});

describe('a request that changes something', () => {
  const origin = 'http://127.0.0.1:4321';

  it('needs its origin and the token', () => {
    expect(refusalOfChange({ origin }, { given: 'secret', own: 'secret' })).toBeUndefined();
    expect(refusalOfChange({}, { given: 'secret', own: 'secret' })).toMatchObject({ status: 403 });
    expect(refusalOfChange({ origin }, { given: undefined, own: 'secret' })).toMatchObject({ status: 403 });
    expect(refusalOfChange({ origin }, { given: 'guess', own: 'secret' })).toMatchObject({ status: 403 });
  });
});
