import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { shortened, snippetsFor } from '../../../src/ui/state/request-snippets';

const request = {
  model: 'kokoro',
  input: `It's "quoted", $HOME \\ and\non two lines 🙂`,
  voice: 'af_bella(2)+af_sky(1)',
  speed: 1.25,
};
const code = (id: string) =>
  snippetsFor('fetch')
    .find((snippet) => snippet.id === id)
    ?.code(request);

test('the JavaScript snippet sends the request when it is run', async () => {
  const asked: unknown[] = [];
  const fetch = async (path: string, init: RequestInit) => {
    asked.push([path, JSON.parse(init.body as string)]);
    return new Response();
  };
  const Audio = function () {
    return { play: () => undefined };
  };
  await runInNewContext(`(async () => {${code('javascript')}})()`, { fetch, Audio, URL });
  expect(asked).toEqual([['/v1/audio/speech', { ...request, response_format: 'wav' }]]);
});

test('a page without a service worker is shown localFetch', () => {
  expect(snippetsFor('localFetch')[0]?.code(request)).toContain(
    "await localFetch('/v1/audio/speech'",
  );
});

test('the curl snippet gives curl the request, whatever signs the text has', () => {
  const shell = `curl() { while [ $# -gt 1 ]; do shift; done; printf %s "$1"; }\n${code('curl')}`;
  const sent = execFileSync('sh', ['-c', shell], { encoding: 'utf8' });
  expect(JSON.parse(sent)).toEqual({ ...request, response_format: 'mp3' });
});

test('of a long text the start is shown', () => {
  const long = { ...request, input: 'word '.repeat(20_000) };
  const { request: shown, left } = shortened(long);
  expect(shown).toEqual({ ...long, input: `${long.input.slice(0, 1000)}…` });
  expect(left).toBe(99_000);
  expect(shortened(request)).toEqual({ request, left: 0 });
});
