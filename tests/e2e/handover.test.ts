import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { copyChangedApp, publishNewScripts, takeServerAway } from './changed-app';
import { startApp, waitUntilReady, type Visit } from './harness';
import { copySlowedApp } from './slowed-app';
import { longText } from './texts';

// What happens to requests while the server starts, fails, and goes from one tab to another.

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

async function visitApp(folder?: string): Promise<Visit & { url: string }> {
  const app = await startApp(folder === undefined ? {} : { folder });
  ended.push(() => app.close());
  return { ...(await app.visit()), url: app.url };
}

const input = longText(700);

/** Begins to read speech aloud in the page, and gives what came once it has ended. */
async function beginSpeech(
  page: Page,
  through: 'fetch' | 'localFetch',
): Promise<() => Promise<string>> {
  await page.evaluate(
    async ([name, body]) => {
      const answer = await globalThis[name]('/v1/audio/speech', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const outcome = answer.arrayBuffer().then(
        ({ byteLength }) => `${answer.status}, ${byteLength} bytes`,
        (error: Error) => error.message,
      );
      Object.assign(globalThis, { [`${name} outcome`]: outcome });
    },
    [through, { model: 'espeak-ng', voice: 'en-us', response_format: 'pcm', input }] as const,
  );
  return () =>
    page.evaluate((name) => Reflect.get(globalThis, `${name} outcome`) as Promise<string>, through);
}

/** Asks the API again and again, both ways, until told to stop; gives each outcome once. */
async function keepAsking(page: Page): Promise<() => Promise<unknown[]>> {
  await page.evaluate(() => {
    const state = { goesOn: true };
    const ask = async (through: 'fetch' | 'localFetch') => {
      const seen = new Set<unknown>();
      while (state.goesOn) {
        const answer = await globalThis[through]('/v1/models').catch((error: Error) => error);
        seen.add(answer instanceof Error ? answer.message : answer.status);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return [...seen];
    };
    const asking = Promise.all([ask('fetch'), ask('localFetch')]);
    const stop = () => {
      state.goesOn = false;
      return asking;
    };
    Object.assign(globalThis, { stopAsking: stop });
  });
  return async () =>
    (
      await page.evaluate(() =>
        (Reflect.get(globalThis, 'stopAsking') as () => Promise<unknown[][]>)(),
      )
    ).flat();
}

/** The server threads that live, and the pages that serve, by their builds. */
const serving = (page: Page) =>
  page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    const names = held.flatMap(({ name }) => name ?? []);
    return {
      servers: names.filter((name) => name.startsWith('sotto-server-')).length,
      builds: names.filter((name) => name.startsWith('sotto-serves ')),
    };
  });

test('a server that cannot be started is tried until it can; meanwhile callers are told', async () => {
  const copy = copyChangedApp('');
  ended.push(copy.remove);
  const giveBack = takeServerAway(copy.folder);
  const visit = await visitApp(copy.folder);
  const page = await visit.context.newPage();
  let starts = 0;
  page.on('worker', (worker) => (starts += Number(worker.url().includes('/server-'))));
  await page.goto(visit.url);
  await page.getByText('It is tried again in').waitFor();
  const told = await page.evaluate(() =>
    Promise.all(
      (['fetch', 'localFetch'] as const).map(async (through) => {
        const answer = await globalThis[through]('/v1/models');
        const { error } = (await answer.json()) as { error: { message: string } };
        return [answer.status, answer.headers.get('retry-after'), error.message];
      }),
    ),
  );
  for (const [status, after, message] of told) {
    expect([status, after]).toEqual([503, '1']);
    expect(message).toContain('script could not be fetched');
  }
  expect(starts).toBeGreaterThan(4);
  giveBack();
  await waitUntilReady(page);
  expect(await page.evaluate(() => fetch('/v1/models').then(({ status }) => status))).toBe(200);
});

test('a newer build takes over from a tab of an older one: no request is lost, streams end', async () => {
  const copy = copySlowedApp(1000);
  ended.push(copy.remove);
  const visit = await visitApp(copy.folder);
  const quick = await visitApp();
  const expected = await (await beginSpeech(await quick.openTab(), 'fetch'))();
  const old = await visit.openTab();
  const [oldBuild] = (await serving(old)).builds;
  const speeches = [await beginSpeech(old, 'fetch'), await beginSpeech(old, 'localFetch')];
  const stopAsking = await keepAsking(old);

  publishNewScripts(copy.folder);
  const fresh = await visit.openTab();
  await expect.poll(async () => (await serving(fresh)).builds, { timeout: 60_000 }).toHaveLength(1);
  const { builds } = await serving(fresh);
  expect(builds).not.toEqual([oldBuild]);
  await old.getByText('a newer version of this app').waitFor();

  expect(await Promise.all(speeches.map((outcome) => outcome()))).toEqual([expected, expected]);
  await expect.poll(async () => (await serving(fresh)).servers, { timeout: 60_000 }).toBe(1);
  expect(await stopAsking()).toEqual([200, 200]);
  expect((await serving(fresh)).builds).toEqual(builds);
});

test('the leader is frozen: another tab serves instead', async () => {
  const visit = await visitApp();
  const [leader, other] = [await visit.openTab(), await visit.openTab()];
  const devtools = await visit.context.newCDPSession(leader);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await visit.stopServiceWorker(other);
  expect(await (await beginSpeech(other, 'fetch'))()).toMatch(/^200/);
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await expect.poll(async () => (await serving(other)).servers, { timeout: 60_000 }).toBe(1);
  expect(await (await beginSpeech(leader, 'localFetch'))()).toMatch(/^200/);
});

test('a server that hangs is ended, and its requests are answered by the next one', async () => {
  const hang = `new BroadcastChannel('hang').onmessage = () => { for (;;); };`;
  const copy = copyChangedApp(hang, 'server');
  ended.push(copy.remove);
  const visit = await visitApp(copy.folder);
  const page = await visit.context.newPage();
  await page.clock.install();
  await page.goto(visit.url);
  await waitUntilReady(page);
  const asked = page.evaluate(() => {
    new BroadcastChannel('hang').postMessage('now');
    return Promise.all(
      (['fetch', 'localFetch'] as const).map(async (through) => {
        await new Promise((resolve) => setTimeout(resolve, 500));
        return (await globalThis[through]('/v1/models')).status;
      }),
    );
  });
  for (let minutes = 0; minutes < 2; minutes++) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await page.clock.runFor(60_000);
  }
  expect(await asked).toEqual([200, 200]);
});
