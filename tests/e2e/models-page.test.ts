import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRepo } from '../hub/control';
import { sampleRepos } from '../hub/sample-repos';
import { startHub, type Hub } from '../hub/server';
import { askSpeech } from './ask-speech';
import {
  startApp,
  waitUntil,
  waitUntilKept,
  waitUntilReady,
  type App,
  type Visit,
} from './harness';
import { inEachLook, isTooWide } from './looks';
import { violations } from './violations';

const kokoroRepo = 'onnx-community/Kokoro-82M-v1.0-ONNX-timestamped';

let app: App;
let hub: Hub;
let visit: Visit;
beforeAll(async () => {
  // In a folder, as on many static hosts: links must work there too.
  [app, hub] = await Promise.all([
    startApp({ base: '/voice/' }),
    startHub({ repos: sampleRepos() }),
  ]);
});
afterAll(async () => {
  await Promise.all([app.close(), hub.close()]);
});
beforeEach(async () => {
  visit = await app.visit({ allow: [hub.url, hub.filesUrl, publisher] });
  // Only a person can answer where a file goes: without the question the browser downloads it.
  await visit.context.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
});
afterEach(async () => {
  await openRepo(hub.url, kokoroRepo).heal();
  await visit.close();
});

/** Has the words that Kokoro was taught, which this hub has not: with the default hub they are asked for there. */
const publisher = 'https://raw.githubusercontent.com';

async function openModels(): Promise<Page> {
  const page = await visit.openTab('#/models');
  await entry(page, 'kokoro').getByRole('button', { name: 'Download' }).waitFor();
  return page;
}

/** Where nobody listens. */
const gone = 'http://127.0.0.1:9';

const useTestHub = (page: Page) => useHub(page, hub.url);

async function useHub(page: Page, url: string): Promise<void> {
  await page.getByLabel('Hub', { exact: true }).fill(url);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved').waitFor();
}

const entry = (page: Page, id: string) => page.locator(`[data-model=${id}]`);
const press = (at: Page | Locator, name: string | RegExp) =>
  at.getByRole('button', { name }).click();
const state = (page: Page, id: string, words: string) =>
  entry(page, id).getByText(words, { exact: true }).waitFor();

/** The model has arrived, and of its voice what a hub that stalls gives. */
async function voiceStandsStill(page: Page): Promise<void> {
  await entry(page, 'kokoro').getByText('Stored').waitFor();
  await entry(page, 'kokoro')
    .getByText(/^123 kB of 644 kB/)
    .waitFor();
}

/** Status of a spoken answer. */
async function speak(page: Page, model: string): Promise<number> {
  return (await askSpeech(page, { model, voice: 'af_heart', input: 'One two.' })).status;
}

describe('going from page to page', () => {
  test('the text stays, the title and the current link change, and the focus goes to the heading', async () => {
    const page = await visit.openTab();
    await page.locator('#text').fill('Do not lose me.');
    await page.getByRole('link', { name: 'Models' }).click();
    await page.getByRole('heading', { name: 'Models', level: 1 }).waitFor();
    expect(await page.title()).toBe('Models · Sotto');
    expect(new URL(page.url()).pathname).toBe('/voice/');
    expect(await page.locator('[aria-current=page]').allInnerTexts()).toEqual(['Models']);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Models');
    await page.goBack();
    await page.locator('#text').waitFor();
    expect(await page.locator('#text').inputValue()).toBe('Do not lose me.');
    expect(await page.title()).toContain('Sotto');
    expect(await page.locator('[aria-current=page]').allInnerTexts()).toEqual(['Speak']);
  });

  test('an address that names no page is the start page', async () => {
    const page = await visit.openTab('#/nowhere');
    await page.locator('#text').waitFor();
  });
});

describe('a download', () => {
  test('is paused and resumed, without a byte of what is stored being asked for again', async () => {
    const page = await openModels();
    await useTestHub(page);
    const repo = openRepo(hub.url, kokoroRepo);
    await repo.fail({ fault: 'stall', bytes: 1000, path: '.bin' });
    await press(entry(page, 'kokoro'), 'Download');
    await state(page, 'kokoro', 'Downloading');
    await voiceStandsStill(page);
    await press(entry(page, 'kokoro'), 'Pause');
    await state(page, 'kokoro', 'Download paused');
    expect(await entry(page, 'kokoro').getByRole('alert').textContent()).toBe('');
    await page.reload();
    await waitUntilReady(page);
    await state(page, 'kokoro', 'Download paused');
    await repo.heal();
    await press(entry(page, 'kokoro'), 'Resume');
    await state(page, 'kokoro', 'Loaded');
    expect((await repo.requests('file')).map(({ path }) => path)).toEqual(['voices/af_heart.bin']);
    await press(entry(page, 'kokoro'), 'Unload');
    await state(page, 'kokoro', 'On this device');
  });

  test('is everyone’s: another tab pauses, resumes and deletes it, and wipes everything', async () => {
    const page = await openModels();
    await useTestHub(page);
    const other = await openModels();
    const repo = openRepo(hub.url, kokoroRepo);
    await repo.fail({ fault: 'stall', bytes: 1000, path: '.bin' });
    await press(entry(page, 'kokoro'), 'Download');
    await entry(other, 'kokoro').getByText('Stored').waitFor();
    await press(entry(other, 'kokoro'), 'Pause');
    await state(page, 'kokoro', 'Download paused');
    await entry(page, 'kokoro').getByRole('alert').getByText('was stopped').waitFor();
    await press(entry(other, 'kokoro'), 'Resume');
    await state(page, 'kokoro', 'Downloading');
    await press(entry(page, 'kokoro'), 'Cancel…');
    await press(page.getByRole('dialog'), 'Cancel and delete');
    await state(other, 'kokoro', 'Not on this device');

    await press(entry(other, 'kokoro'), 'Download');
    await state(page, 'kokoro', 'Downloading');
    const everyReload = [page, other].map((tab) => tab.waitForEvent('load'));
    await press(page, 'Delete everything…');
    await press(page.getByRole('dialog'), 'Delete everything');
    await Promise.all(everyReload);
    await Promise.all([waitUntilReady(page), waitUntilReady(other)]);
    await state(page, 'kokoro', 'Not on this device');
    await state(other, 'kokoro', 'Not on this device');
  });

  test('ends with a reason when the browser deletes the data of this site, and the next one works', async () => {
    const page = await openModels();
    await useTestHub(page);
    const repo = openRepo(hub.url, kokoroRepo);
    await repo.fail({ fault: 'stall', bytes: 1000, path: '.bin' });
    await press(entry(page, 'kokoro'), 'Download');
    await voiceStandsStill(page);
    const devtools = await visit.context.newCDPSession(page);
    const { origin } = new URL(app.url);
    await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
    await repo.heal();
    await repo.cut();
    await entry(page, 'kokoro').getByRole('alert').getByText('was removed').waitFor();
    await press(entry(page, 'kokoro'), 'Try again');
    await state(page, 'kokoro', 'Loaded');
    expect(await speak(page, 'kokoro')).toBe(200);
  });

  test('that fails says why, and can be tried again', async () => {
    const page = await openModels();
    await useTestHub(page);
    const repo = openRepo(hub.url, kokoroRepo);
    await repo.fail({ fault: 'status', status: 403 });
    await press(entry(page, 'kokoro'), 'Download');
    await entry(page, 'kokoro').getByRole('alert').getByText('403').waitFor();
    await state(page, 'kokoro', 'Not on this device');
    expect(await violations(page)).toEqual([]);
    await repo.heal();
    await press(entry(page, 'kokoro'), 'Try again');
    await state(page, 'kokoro', 'Loaded');
    expect(await speak(page, 'kokoro')).toBe(200);
  });

  test('is deleted only after a question, which Escape answers with no', async () => {
    const page = await openModels();
    await press(entry(page, 'sample-kokoro'), 'Load');
    await state(page, 'sample-kokoro', 'Loaded');
    await press(entry(page, 'sample-kokoro'), 'Delete…');
    await page.getByRole('dialog').getByText('Delete Sample Kokoro?').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await state(page, 'sample-kokoro', 'Loaded');
    await press(entry(page, 'sample-kokoro'), 'Delete…');
    await press(page.getByRole('dialog'), 'Delete');
    await state(page, 'sample-kokoro', 'Part of this app');
    await entry(page, 'sample-kokoro').getByRole('button', { name: 'Load' }).waitFor();
  });
});

test('a hub that cannot be is refused with a reason; the default comes back with one click', async () => {
  const page = await openModels();
  const field = page.getByLabel('Hub', { exact: true });
  await field.fill('http://models.example.com');
  await press(page, 'Save');
  await page.getByRole('alert').getByText('is not an https URL').waitFor();
  await useTestHub(page);
  await page.reload();
  await waitUntilReady(page);
  await expect.poll(() => field.inputValue()).toBe(hub.url);
  await press(page, 'Use Hugging Face');
  await expect.poll(() => field.inputValue()).toBe('https://huggingface.co');
});

test('the page says how much room there is, and asks the browser to keep what is stored', async () => {
  const page = await openModels();
  await page.getByText(/used, of .* that this browser allows/).waitFor();
  await press(page, 'Ask the browser to keep it');
  await page.getByText(/did not agree|until you delete it/).waitFor();
});

test('exported, everything deleted, imported: the model speaks, and nothing was asked of a hub', async () => {
  const page = await openModels();
  await useTestHub(page);
  await press(entry(page, 'kokoro'), 'Download');
  await state(page, 'kokoro', 'Loaded');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    press(entry(page, 'kokoro'), /^Export$/),
  ]);
  expect(download.suggestedFilename()).toBe('kokoro.zip');
  const archive = await download.path();

  const other = await visit.openTab();
  const everyReload = [page, other].map((tab) => tab.waitForEvent('load'));
  await press(page, 'Delete everything…');
  await press(page.getByRole('dialog'), 'Delete everything');
  await Promise.all(everyReload);
  await Promise.all([waitUntilReady(page), waitUntilReady(other)]);
  await other.close();
  await state(page, 'kokoro', 'Not on this device');
  const field = page.getByLabel('Hub', { exact: true });
  await expect.poll(() => field.inputValue()).toBe('https://huggingface.co');

  await page.locator('input[type=file]').first().setInputFiles(archive);
  await page.getByText('Kokoro 82M is on this device now.').waitFor();
  await state(page, 'kokoro', 'On this device');
  const repo = openRepo(hub.url, kokoroRepo);
  await repo.heal();
  // The visit fails when anything else is asked but the publisher of its words, who cannot be reached.
  expect(await speak(page, 'kokoro')).toBe(200);
  expect(await repo.requests()).toEqual([]);
});

describe('with a picker of folders', () => {
  /** Answers it with a real folder, which only this origin sees; or as somebody who does not allow it. */
  const answerPicker = (page: Page, answer: 'folder' | 'refusal' | 'nothing') =>
    page.evaluate((answer) => {
      Reflect.set(window, 'showDirectoryPicker', async () => {
        if (answer === 'folder') return navigator.storage.getDirectory();
        const name = answer === 'refusal' ? 'NotAllowedError' : 'AbortError';
        throw new DOMException('The user said no.', name);
      });
    }, answer);

  test('a model goes into a folder and comes back from it', async () => {
    const page = await visit.openTab('#/models');
    const sample = entry(page, 'sample-kokoro');
    await answerPicker(page, 'folder');
    await press(page, 'or its folder…');
    await page.getByRole('alert').getByText('there is no sotto-model.json in it').waitFor();
    await press(sample, 'Load');
    await state(page, 'sample-kokoro', 'Loaded');
    await sample.getByRole('button', { name: 'Export as a folder…' }).focus();
    await page.keyboard.press('Enter');
    await waitUntil(page, async () => {
      const root = await navigator.storage.getDirectory();
      for await (const [name, model] of root.entries()) {
        if (name !== 'sample-kokoro' || !(model instanceof FileSystemDirectoryHandle)) continue;
        for await (const inside of model.keys()) if (inside === 'sotto-model.json') return true;
      }
      return false;
    });
    await press(sample, 'Delete…');
    await press(page.getByRole('dialog'), 'Delete');
    await state(page, 'sample-kokoro', 'Part of this app');
    await press(page, 'or its folder…');
    await page.getByText('Sample Kokoro is on this device now.').waitFor();
    await state(page, 'sample-kokoro', 'On this device');
    expect(await violations(page)).toEqual([]);
  });

  test('a refusal is told with what to do; a change of mind is not', async () => {
    const page = await visit.openTab('#/models');
    await answerPicker(page, 'nothing');
    await press(page, 'or its folder…');
    const alert = page.getByRole('alert').getByText('this site was not allowed to');
    expect(await alert.count()).toBe(0);
    await answerPicker(page, 'refusal');
    await press(page, 'or its folder…');
    await alert.waitFor();
  });
});

test('what is no archive is refused with a reason', async () => {
  const page = await openModels();
  const file = { name: 'holiday.zip', mimeType: 'application/zip', buffer: Buffer.from('photos') };
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.getByRole('alert').getByText('not a zip').waitFor();
});

test('without a network the page is there, and says what is on this device', async () => {
  const ownApp = await startApp();
  const ownVisit = await ownApp.visit();
  try {
    const page = await ownVisit.openTab('#/models');
    await state(page, 'kokoro', 'Not on this device');
    await waitUntilKept(page);
    await ownApp.goOffline();
    await page.reload();
    await waitUntilReady(page);
    await state(page, 'kokoro', 'Not on this device');
  } finally {
    await ownVisit.context.close();
    await ownApp.close();
  }
});

test('nothing is cut off: at first, failed, on its way, paused, loaded; and axe finds nothing', async () => {
  const own = await app.visit({ allow: [hub.url, hub.filesUrl, gone] });
  const page = await own.openTab('#/models');
  const kokoro = entry(page, 'kokoro');
  const checkWidth = () =>
    inEachLook(page, async (look) => expect(await isTooWide(page), look).toBe(false));
  const check = () =>
    inEachLook(page, async (look) => {
      expect(await isTooWide(page), look).toBe(false);
      expect(await violations(page), look).toEqual([]);
    });
  await kokoro.getByRole('button', { name: 'Download' }).waitFor();
  await page.getByText('Path of a file').first().click();
  await checkWidth();

  await useHub(page, gone);
  await press(kokoro, 'Download');
  await kokoro.getByRole('alert').getByText('could not be reached').waitFor();
  await check();

  await useTestHub(page);
  const repo = openRepo(hub.url, kokoroRepo);
  await repo.fail({ fault: 'stall', bytes: 1000, path: '.bin' });
  await press(kokoro, 'Download');
  await kokoro.getByText('Stored').waitFor();
  await check();
  await press(kokoro, 'Pause');
  await state(page, 'kokoro', 'Download paused');
  await checkWidth();
  await repo.heal();
  await press(kokoro, 'Resume');
  // What it runs as tells a long address, of the words that this hub lacks.
  await state(page, 'kokoro', 'Loaded');
  await checkWidth();
  own.errors.splice(0);
  await own.close();
});
