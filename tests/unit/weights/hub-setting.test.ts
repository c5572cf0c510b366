import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHubSetting } from '../../../src/weights/hub-setting';

// Node has no IndexedDB, so a change lasts as long as the setting, and the console says so.
beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => void vi.restoreAllMocks());

const usual = { hub: 'https://huggingface.co', hubPath: '{hub}/{repo}/resolve/{revision}/{path}' };

test('files come from Hugging Face until another hub is chosen', async () => {
  const setting = createHubSetting();
  expect(await setting.read()).toEqual(usual);
  expect(await setting.address()).toBe(usual.hub);
  await setting.change({ hub: 'https://hub.example/models/' });
  expect(await setting.read()).toEqual({ ...usual, hub: 'https://hub.example/models' });
  expect(await setting.address()).toBe('https://hub.example/models');
});

test('a mirror with other paths is an address with places for a file’s names', async () => {
  const setting = createHubSetting();
  await setting.change({ hub: 'https://hub.example/a', hubPath: '{hub}/{repo}/{path}' });
  expect(await setting.address()).toBe('https://hub.example/a/{repo}/{path}');
  await setting.change({ hubPath: 'https://host.example/models/{repo}/{path}' });
  expect(await setting.address()).toBe('https://host.example/models/{repo}/{path}');
  await setting.change({ hubPath: usual.hubPath });
  expect(await setting.address()).toBe('https://hub.example/a');
});

test('a folder of the app’s own origin is a hub, as safe as the app is', async () => {
  vi.stubGlobal('location', { origin: 'http://192.168.1.5:8080' });
  const setting = createHubSetting();
  await setting.change({ hub: 'http://192.168.1.5:8080/models/kokoro/' });
  expect(await setting.address()).toBe('http://192.168.1.5:8080/models/kokoro');
  const elsewhere = setting.change({ hub: 'http://192.168.1.6:8080/' });
  await expect(elsewhere).rejects.toMatchObject({ code: 'invalid_request' });
  vi.unstubAllGlobals();
});

describe('refused, with nothing changed:', () => {
  test.each([
    ['ftp://hub.example', 'https'],
    ['http://hub.example', 'https'],
    ['hub.example', 'not a URL'],
    ['https://hub.example/?token=1', 'query'],
    ['https://me@hub.example', 'user'],
    ['https://:secret@hub.example', 'password'],
  ])('the hub %s', async (hub, why) => {
    const setting = createHubSetting();
    const change = setting.change({ hub, hubPath: '{hub}/{repo}/{path}' });
    await expect(change).rejects.toMatchObject({
      code: 'invalid_request',
      param: 'hub',
      message: expect.stringContaining(why) as string,
    });
    expect(await setting.read()).toEqual(usual);
  });

  test.each([
    ['{hub}/{path}', '{repo}'],
    ['{hub}/{repo}', '{path}'],
    ['{hub}/{repo}/{branch}/{path}', '{branch}'],
    ['{hub}/{repo}/{path}/{path}', 'twice'],
    ['https://host.example/{hub}/{repo}/{path}', 'elsewhere'],
    ['http://host.example/{repo}/{path}', 'https'],
    ['/models/{repo}/{path}', 'not a URL'],
    ['{hub}/{repo}/{path}?raw=1', 'query'],
    ['', '{repo}'],
  ])('the path %j', async (hubPath, why) => {
    const setting = createHubSetting();
    const change = setting.change({ hub: 'https://other.example', hubPath });
    await expect(change).rejects.toMatchObject({
      code: 'invalid_request',
      param: 'hubPath',
      message: expect.stringContaining(why) as string,
    });
    expect(await setting.read()).toEqual(usual);
  });
});
