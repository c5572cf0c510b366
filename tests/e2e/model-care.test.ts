import { expect, test } from 'vitest';
import { tabForTests } from './harness';

const tab = tabForTests();

const path = '/v1/models/sample-kokoro';

type Answer = { status: number; body: { sotto: { state: string; stored_bytes: number } } };

function ask(method: string, path: string, body?: object): Promise<Answer> {
  return tab.page.evaluate(
    async ([method, path, body]) => {
      const answer = await fetch(path, { method, ...(body ? { body } : {}) });
      return { status: answer.status, body: (await answer.json()) as Answer['body'] };
    },
    [method, path, body && JSON.stringify(body)] as const,
  );
}

/** Loads a model and gives the last event. */
function load(path: string): Promise<string> {
  return tab.page.evaluate(async (path) => {
    const answer = await fetch(path, { method: 'POST' });
    return (await answer.text()).trim().split('\n\n').at(-1) ?? '';
  }, path);
}

/** Threads that hold a model. */
const engines = () => tab.page.workers().filter((worker) => worker.url().includes('engine')).length;

test('a model is downloaded, loaded, unloaded and deleted, and its thread goes with it', async () => {
  expect((await ask('GET', path)).body.sotto).toMatchObject({ state: 'absent', stored_bytes: 0 });
  // The page loads this one on its own, at a time of its choice.
  await load('/v1/models/espeak-ng');
  const before = engines();
  expect(await load(path)).toContain('"type":"model.ready"');
  expect((await ask('GET', path)).body.sotto).toMatchObject({ state: 'loaded', device: 'wasm' });
  expect(engines()).toBe(before + 1);

  const unloaded = await ask('POST', `${path}/unload`);
  expect(unloaded.body.sotto.state).toBe('stored');
  expect(unloaded.body.sotto.stored_bytes).toBeGreaterThan(121_999);
  await expect.poll(engines).toBe(before);

  expect(await load(path)).toContain('"type":"model.ready"');
  expect(await ask('DELETE', path)).toEqual({
    status: 200,
    body: { id: 'sample-kokoro', object: 'model', deleted: true },
  });
  await expect.poll(engines).toBe(before);
  expect((await ask('GET', path)).body.sotto).toMatchObject({ state: 'absent', stored_bytes: 0 });
});

test('a model that speaks is unloaded by force only, and its answer then fails', async () => {
  const outcome = await tab.page.evaluate(async (path) => {
    const input = 'This sentence is one of many that nobody will hear. '.repeat(200);
    const body = { model: 'sample-kokoro', voice: 'alloy', input, response_format: 'pcm' };
    const speech = await fetch('/v1/audio/speech', { method: 'POST', body: JSON.stringify(body) });
    const refused = await fetch(`${path}/unload`, { method: 'POST' });
    const forced = await fetch(`${path}/unload?force=true`, { method: 'POST' });
    const end = await speech.arrayBuffer().then(
      () => 'whole',
      () => 'failed',
    );
    return [speech.status, refused.status, forced.status, end];
  }, path);
  expect(outcome).toEqual([200, 409, 200, 'failed']);
});

test('settings stay when the page is loaded again', async () => {
  const first = (await ask('GET', '/v1/settings')).body;
  expect(first).toMatchObject({ idleMinutes: 10 });
  const changed = { ...first, memoryBudget: 500, idleMinutes: 2 };
  const put = await ask('PUT', '/v1/settings', { memoryBudget: 500, idleMinutes: 2 });
  expect(put.body).toEqual(changed);
  await tab.visit.context.pages()[0]?.close();
  tab.page = await tab.visit.openTab();
  expect((await ask('GET', '/v1/settings')).body).toEqual(changed);
});
