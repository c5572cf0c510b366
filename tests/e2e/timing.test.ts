import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { appForTests, newTab } from './harness';
import { longText, paragraph } from './texts';

const app = appForTests();

const phase = (page: Page) => page.locator('.line [aria-hidden]');
const position = async (page: Page) => {
  const [minutes, seconds] = ((await page.locator('.clock').textContent()) ?? '').split(/[:/]/);
  return 60 * Number(minutes) + Number(seconds);
};
/** Writes down each word that lights up, from now on. */
const recordLit = (page: Page) =>
  page.evaluate(() => {
    const lit: string[] = [];
    Object.assign(globalThis, { lit });
    const look = () => {
      const [range] = CSS.highlights.get('spoken-word') ?? [];
      const word = range ? (range as Range).toString() : '';
      if (word && word !== lit.at(-1)) lit.push(word);
      requestAnimationFrame(look);
    };
    look();
  });
const litSoFar = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { lit: string[] }).lit);
/** Does something while words light up, and waits until one of these does that was not lit then. */
async function lightsUp(page: Page, words: string[], act: () => Promise<unknown>): Promise<void> {
  const before = (await litSoFar(page)).length;
  await act();
  const lit = async () => (await litSoFar(page)).slice(before);
  await expect
    .poll(async () => (await lit()).filter((word) => words.includes(word)), { timeout: 10_000 })
    .not.toEqual([]);
}
/** The word that is lit, as it stands in the text. */
const litWord = (page: Page) =>
  page.evaluate(() => {
    const [range] = CSS.highlights.get('spoken-word') ?? [];
    return range ? (range as Range).toString() : '';
  });

type Timed = { word: string; start: number; end: number; from: number; to: number };
type Heard = { words: Timed[]; loudness: number[]; seconds: number };

/** Asks the page's API for speech with times; the loudness (root of the mean square) of each hundredth of a second. */
function hear(page: Page, request: Record<string, unknown>): Promise<Heard> {
  return page.evaluate(async (body) => {
    const response = await fetch('/v1/audio/speech', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...body,
        response_format: 'pcm',
        stream_format: 'sse',
        timestamps: true,
      }),
    });
    if (!response.ok) throw new Error(await response.text());
    const words: Timed[] = [];
    let binary = '';
    for (const line of (await response.text()).split('\n\n').filter(Boolean)) {
      const event = JSON.parse(line.slice(6)) as { type: string; audio?: string; words?: Timed[] };
      words.push(...(event.words ?? []));
      if (event.audio) binary += atob(event.audio);
    }
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const samples = new Int16Array(bytes.buffer);
    const loudness: number[] = [];
    for (let at = 0; at + 240 <= samples.length; at += 240) {
      let sum = 0;
      for (const sample of samples.subarray(at, at + 240)) sum += (sample / 32768) ** 2;
      loudness.push(Math.sqrt(sum / 240));
    }
    return { words, loudness, seconds: samples.length / 24_000 };
  }, request);
}

/** The mean between two times in seconds. */
function mean(loudness: readonly number[], from: number, to: number): number {
  const part = loudness.slice(
    Math.floor(100 * from),
    Math.max(Math.floor(100 * from) + 1, 100 * to),
  );
  return part.reduce((sum, value) => sum + value, 0) / part.length;
}

const sentences = 'The keeper paid $5 for bread. Nobody else was there! Was the old boat gone?';

test.each([
  ['espeak-ng', 'en-us', 1],
  ['espeak-ng', 'en-us', 0.5],
  ['espeak-ng', 'en-us', 3],
  ['sample-kokoro', 'af_sample', 1],
])('%s (%s, speed %f) says each word when it tells', async (model, voice, speed) => {
  const page = await newTab(app);
  const { words, loudness, seconds } = await hear(page, { model, voice, speed, input: sentences });
  expect(words.map(({ from, to }) => sentences.slice(from, to))).toEqual(
    words.map(({ word }) => word),
  );
  expect(words[0]?.from).toBe(0);
  expect(words.map(({ word }) => word)).toContain('boat');
  let before = 0;
  for (const { start, end } of words) {
    expect(start).toBeGreaterThanOrEqual(before - 0.002);
    expect(end).toBeGreaterThan(start);
    before = end;
  }
  expect(before).toBeLessThanOrEqual(seconds + 0.001);
  const quiet = 0.25 * mean(loudness, 0, seconds);
  for (const { word, start, end } of words) {
    expect(mean(loudness, start, end), `${word} sounds`).toBeGreaterThan(quiet);
  }
  // Faster than that, its pauses are hardly any.
  if (model === 'espeak-ng' && speed <= 1) {
    for (const ending of ['bread', 'there']) {
      const last = words.findIndex(({ word }) => word === ending);
      const [end = 0, next = 0] = [words[last]?.end, words[last + 1]?.start];
      const gap = next - end;
      expect(gap * speed, `the pause behind ${ending}`).toBeGreaterThan(0.1);
      expect(mean(loudness, end + 0.3 * gap, next - 0.1 * gap)).toBeLessThan(quiet);
    }
  }
});

test('words light up in the text while they sound, in their order, and the page stays quiet', async () => {
  const page = await newTab(app);
  await page.locator('#text').fill(sentences);
  await page.evaluate(() => {
    const status = document.querySelector('[role=status]');
    const said: string[] = [];
    Object.assign(globalThis, { said });
    new MutationObserver(() => said.push(status?.textContent ?? '')).observe(status!, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await recordLit(page);
  await page.keyboard.press('Control+Enter');
  await phase(page).getByText('Done').waitFor();
  const lit = await litSoFar(page);
  const all: string[] = sentences.match(/[$\w]+/g) ?? [];
  let at = -1;
  for (const word of lit) {
    const next = all.indexOf(word, at + 1);
    expect(next, `${word} in ${lit.join(' ')}`).toBeGreaterThan(at);
    at = next;
  }
  // A slow machine may miss short words.
  expect(lit.length).toBeGreaterThan(all.length / 2);
  expect(await litWord(page)).toBe('');
  const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
  expect(said.length).toBeLessThan(6);
});

test('a click on a word goes there, also to one that was not spoken yet', async () => {
  const page = await newTab(app);
  const text = `${paragraph} ${paragraph.replace('keeper', 'lighthousekeeper')} ${paragraph}`;
  await page.locator('#text').fill(text);
  const scrolled = () => page.locator('#text').evaluate(({ scrollTop }) => scrollTop);
  expect(await scrolled()).toBeGreaterThan(100);
  await page.keyboard.press('Control+Enter');
  await expect.poll(scrolled, { timeout: 10_000 }).toBe(0);
  const clickAt = async (offset: number) => {
    const place = await page.evaluate((at) => {
      const node = document.querySelector('.writing p')?.firstChild;
      if (!node) throw new Error('The text is not being read.');
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + 2);
      const area = document.querySelector('textarea')!;
      area.scrollTop += range.getBoundingClientRect().top - area.getBoundingClientRect().top - 60;
      return new Promise<{ x: number; y: number }>((resolve) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            const { left, top, height } = range.getBoundingClientRect();
            resolve({ x: left + 2, y: top + height / 2 });
          }),
        ),
      );
    }, offset);
    await page.mouse.click(place.x, place.y);
  };
  await recordLit(page);
  await lightsUp(page, ['lighthousekeeper'], () => clickAt(text.indexOf('lighthousekeeper') + 3));
  expect(await position(page)).toBeGreaterThan(12);
  await lightsUp(page, ['thirty'], () => clickAt(text.indexOf('thirty') + 2));
  expect(await position(page)).toBeLessThan(6);
  await page.keyboard.press('Escape');
  await phase(page).getByText('Stopped').waitFor();
});

test('by keys and buttons: pause, go on, next and previous sentence, from the cursor', async () => {
  const page = await newTab(app);
  await page.locator('#text').fill(paragraph);
  await recordLit(page);
  await page.keyboard.press('Control+Enter');
  await phase(page).getByText('Speaking').waitFor();
  await lightsUp(page, ['On', 'quiet', 'mornings'], () => page.keyboard.press('Alt+ArrowDown'));
  await lightsUp(page, ['He', 'wrote', 'it'], () => page.keyboard.press('Alt+ArrowDown'));
  await page.keyboard.press('Alt+Enter');
  await phase(page).getByText('Paused').waitFor();
  const held = await position(page);
  await page.waitForTimeout(1200);
  expect(await position(page)).toBe(held);
  await page.getByRole('button', { name: 'Go on' }).click();
  await phase(page).getByText('Speaking').waitFor();
  await lightsUp(page, ['On', 'quiet', 'mornings'], () =>
    page.getByRole('button', { name: 'Previous sentence' }).click(),
  );
  await page.keyboard.press('Escape');
  await phase(page).getByText('Stopped').waitFor();
  expect(await page.locator('#text').inputValue()).toBe(paragraph);
  await page.locator('#text').evaluate((area: HTMLTextAreaElement, at) => {
    area.setSelectionRange(at, at);
  }, paragraph.indexOf('windows'));
  await lightsUp(page, ['windows', 'shook'], () => page.keyboard.press('Alt+Shift+Enter'));
  await page.keyboard.press('Escape');
});

test('media keys pause, go on and change the sentence', async () => {
  const visit = await app.visit();
  await visit.context.addInitScript(() => {
    const keys: Record<string, MediaSessionActionHandler | null> = {};
    Object.assign(globalThis, { keys });
    navigator.mediaSession.setActionHandler = (action, handler) => void (keys[action] = handler);
  });
  const page = await visit.openTab();
  const press = (...actions: MediaSessionAction[]) =>
    page.evaluate((names) => {
      const { keys } = globalThis as unknown as Record<
        string,
        Record<string, MediaSessionActionHandler>
      >;
      for (const name of names) keys?.[name]?.({ action: name });
    }, actions);
  await page.locator('#text').fill(paragraph);
  await recordLit(page);
  await page.keyboard.press('Control+Enter');
  await phase(page).getByText('Speaking').waitFor();
  expect(await page.evaluate(() => navigator.mediaSession.playbackState)).toBe('playing');
  await lightsUp(page, ['On', 'quiet', 'mornings'], () => press('nexttrack'));
  await press('pause');
  await phase(page).getByText('Paused').waitFor();
  expect(await page.evaluate(() => navigator.mediaSession.playbackState)).toBe('paused');
  await press('play');
  await phase(page).getByText('Speaking').waitFor();
  // Paused while nothing sounds yet.
  await press('nexttrack', 'pause');
  await phase(page).getByText('Paused').waitFor();
  await page.waitForTimeout(500);
  await phase(page).getByText('Paused').waitFor();
  await lightsUp(page, ['He', 'wrote'], () => press('play'));
  await press('stop');
  await phase(page).getByText('Stopped').waitFor();
  expect(await page.evaluate(() => navigator.mediaSession.playbackState)).toBe('none');
  await visit.close();
});

test('captions are saved beside the sound, and are those of the API', async () => {
  const page = await newTab(app);
  await page.locator('#text').fill(sentences);
  await page.keyboard.press('Control+Enter');
  await phase(page).getByText('Done').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Captions as VTT' }).click(),
  ]);
  const { readFile } = await import('node:fs/promises');
  const saved = await readFile(await download.path(), 'utf8');
  expect(saved).toMatch(
    /^WEBVTT\n\n00:00:0\d\.\d{3} --> [\d:.]+\nThe keeper paid \$5 for bread\.\n/,
  );
  expect(download.suggestedFilename()).toMatch(/\.vtt$/);
  const asked = await page.evaluate(async (input) => {
    const body = { model: 'espeak-ng', voice: 'en-us', input, response_format: 'vtt' };
    const init = { method: 'POST', body: JSON.stringify(body) };
    return (await fetch('/v1/audio/captions', init)).text();
  }, sentences);
  expect(asked).toBe(saved);
});

test('a key in a text of 90,000 characters lays out no code of that length', async () => {
  const page = await newTab(app);
  const text = longText(90_000).slice(0, 90_000);
  await page.locator('#text').fill(text);
  const usual = await page.evaluate(async () => {
    const area = document.querySelector('textarea')!;
    area.setSelectionRange(45_000, 45_000);
    area.focus();
    const times: number[] = [];
    for (let i = 0; i < 20; i++) {
      const start = performance.now();
      document.execCommand('insertText', false, 'x');
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[10]!;
  });
  console.log(`a key in 90,000 characters: ${usual.toFixed(0)} ms`);
  const shown = await page.getByRole('tabpanel').textContent();
  expect(shown?.length).toBeLessThan(2500);
});
