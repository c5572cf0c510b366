import { expect, test } from 'vitest';
import { createApi } from '../../../src/api/app';
import { ApiError } from '../../../src/client/api-error';
import { createDeviceClient } from '../../../src/client/device-client';
import { SpeechError } from '../../../src/base/errors';
import { fakeArchives } from '../api/fake-archives';
import { createFakeCore, type Script } from '../api/fake-core';

/** The client on the real API with a fake core behind it. */
function clientOf(script?: Script) {
  const core = createFakeCore(script);
  const api = createApi(core, fakeArchives());
  const fetch = (path: string, init?: RequestInit) =>
    api.fetch(new Request(`http://local${path}`, init));
  return { core, client: createDeviceClient(fetch) };
}

test('reads what the device has', async () => {
  expect(await clientOf().client.health()).toMatchObject({
    browser: 'Chromium 140',
    processors: 8,
    threads: 4,
    isolated: true,
    choice: 'auto',
    gpu: { name: 'nvidia hopper', failures: 1 },
    verdicts: [{ model: 'kokoro', agrees: false }],
  });
});

test('chooses a device, and leaves the other settings alone', async () => {
  const { core, client } = clientOf();
  const before = await core.settings();
  await client.choose('wasm');
  expect(await core.settings()).toEqual({ ...before, device: 'wasm' });
  expect((await client.health()).choice).toBe('wasm');
});

test('checks a model, and throws the API’s reason when it cannot', async () => {
  const { core, client } = clientOf();
  expect(await client.check('kokoro')).toMatchObject({ agrees: false, finding: 'silence' });
  expect(core.asked).toEqual([['check', 'kokoro']]);
  const refuses = new SpeechError('unsupported', 'There is no card.');
  const refused = clientOf({ refuses }).client.check('kokoro');
  await expect(refused).rejects.toThrow(ApiError);
  await expect(refused).rejects.toMatchObject({ status: 400, message: 'There is no card.' });
});
