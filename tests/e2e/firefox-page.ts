import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { words } from './transcribe-page';

/** Milliseconds that a busy machine may take for a step. */
const patience = 60_000;

/** A Firefox with a profile of its own, and with these settings (about:config). */
export function launchFirefox(
  executablePath: string,
  settings: Record<string, unknown>,
): Promise<Browser> {
  return puppeteer.launch({
    ...{ browser: 'firefox', executablePath, headless: true },
    protocolTimeout: 5 * patience,
    extraPrefsFirefox: settings,
  });
}

/** The Transcribe page as its users have it in hands, with the sample model chosen. */
export async function transcribePage(page: Page, url: string) {
  await page.evaluate((address) => location.assign(address), `${url}#/transcribe`);
  await page.locator('input[value=sample-whisper]').setTimeout(patience).click();

  /** Until some text stands on the page. */
  const says = (text: string) =>
    page.waitForFunction(
      (wanted) => document.body.innerText.includes(wanted),
      { timeout: patience },
      text,
    );

  return {
    says,

    buttons: () => page.$$eval('button', (all) => all.map(({ innerText }) => innerText)),

    async press(name: string): Promise<void> {
      const named = await page.waitForFunction(
        (wanted) =>
          [...document.querySelectorAll('button')].find(({ innerText }) => innerText === wanted),
        { timeout: patience },
        name,
      );
      await (named.asElement() as ElementHandle<Element> | null)?.click();
    },

    /** Until that, and nothing else, is written down. */
    shows: (text: string) =>
      page.waitForFunction(
        (wanted) => {
          const lines = [...document.querySelectorAll('ol[aria-label=Text] p')];
          const shown = lines.map(({ textContent }) => textContent).join(' ');
          return (shown.toLowerCase().match(/\p{L}+/gu) ?? []).join(' ') === wanted;
        },
        { timeout: patience },
        text,
      ),

    /** Clicks on a word of the text. */
    async pressWord(word: string): Promise<void> {
      const place = await page.evaluate((wanted) => {
        const text = document.querySelector('ol[aria-label=Text] p')?.firstChild;
        if (!(text instanceof Text)) throw new Error('There is no text.');
        text.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
        const from = text.data.toLowerCase().indexOf(wanted);
        const range = new Range();
        range.setStart(text, from);
        range.setEnd(text, from + wanted.length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return [x + width / 2, y + height / 2] as const;
      }, word);
      await page.mouse.click(...place);
    },

    /** Drops a file named `spoken`, in which the sample voice says the words. */
    drop: (format: string) =>
      page.evaluate(
        async (input, format) => {
          const request = {
            model: 'sample-kokoro',
            voice: 'af_sample',
            input,
            response_format: format,
          };
          const answer = await localFetch('/v1/audio/speech', {
            method: 'POST',
            body: JSON.stringify(request),
          });
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([await answer.blob()], `spoken.${format}`));
          document
            .querySelector('main')
            ?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
        },
        words,
        format,
      ),

    /** A sound that the page makes stands for the microphone, which no test can speak into. */
    replaceMicrophone: (sound: 'speech' | 'nothing') =>
      page.evaluate(
        async (input, sound) => {
          const request = {
            model: 'sample-kokoro',
            voice: 'af_sample',
            input,
            response_format: 'wav',
          };
          const answer = await localFetch('/v1/audio/speech', {
            method: 'POST',
            body: JSON.stringify(request),
          });
          const context = new AudioContext();
          const buffer = await context.decodeAudioData(await answer.arrayBuffer());
          navigator.mediaDevices.getUserMedia = async () => {
            const destination = context.createMediaStreamDestination();
            const source = new AudioBufferSourceNode(context, { buffer });
            source.connect(destination);
            if (sound === 'speech') source.start(context.currentTime + 1);
            return destination.stream;
          };
        },
        words,
        sound,
      ),
  };
}
