import { expect, test } from 'vitest';
import { isForApi } from '../../../src/relay/api-paths';

const answers = (path: string, scope: string) =>
  isForApi({ url: new URL(path, 'https://app.test').href }, `https://app.test${scope}`);

test.each(['/', '/repo/'])('from %s, the addresses of the API are passed on', (scope) => {
  for (const path of ['/v1/models', '/v1/audio/speech?a=1', '/api/v1/generate']) {
    expect([path, answers(path, scope)]).toEqual([path, true]);
  }
});

test.each(['/', '/repo/'])('from %s, nothing else is', (scope) => {
  const others = [
    ...['/', '/index.html', '/v1', '/v10/models', '/repo/v1/models', '/repo/api/v1/generate'],
    ...['/api/v1/generate/', '/api/v1/generate/upload', '/api/v1/generations', '/api/v1/'],
    ...['https://other.test/v1/models', 'https://other.test/api/v1/generate'],
  ];
  for (const path of others) expect([path, answers(path, scope)]).toEqual([path, false]);
});

test('an app in a folder of the API’s name keeps its files', () => {
  expect(answers('/v1/', '/v1/')).toBe(false);
  expect(answers('/v1/assets/main.js', '/v1/')).toBe(false);
  expect(answers('/api/v1/generate', '/v1/')).toBe(true);
  expect(answers('/api/v1/generate', '/api/')).toBe(false);
});
