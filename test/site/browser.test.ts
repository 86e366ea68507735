import { expect, it } from 'vitest';
import { findBrowser } from './browser.ts';

it('prefers what the environment names', () => {
  expect(findBrowser({ CHROMIUM_PATH: '/opt/mine' }, () => true)).toBe('/opt/mine');
});

it('passes over what is not there', () => {
  expect(findBrowser({ CHROMIUM_PATH: '/opt/mine' }, (path) => path === '/usr/bin/google-chrome')).toBe(
    '/usr/bin/google-chrome',
  );
});

it('finds nothing on a machine without a browser', () => {
  expect(findBrowser({}, () => false)).toBeUndefined();
});
