import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import App from '../../../src/ui/App.svelte';
import '../../../src/ui/styles/tokens.css';
import '../../../src/ui/styles/base.css';
import { fakeConnection, type FakeConnection, type FakeOptions } from './fake-connection';

let shown: Record<string, unknown> | undefined;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(hide);

function show(options: FakeOptions = {}): FakeConnection {
  const connection = fakeConnection(options);
  const target = document.body.appendChild(document.createElement('div'));
  shown = mount(App, { target, props: { connection } });
  return connection;
}

async function hide(): Promise<void> {
  if (shown) await unmount(shown);
  shown = undefined;
  document.body.replaceChildren();
}

const text = page.getByLabelText('Text', { exact: true });
const speak = page.getByRole('button', { name: 'Speak', exact: true });
const stop = page.getByRole('button', { name: 'Stop' });
const voice = page.getByLabelText('Voice', { exact: true });
const alert = page.getByRole('alert');
const done = page.getByText('Done').first();

test('Ctrl+Enter in the text speaks it, and the page tells how it went', async () => {
  const { asked } = show({ seconds: 0.5 });
  await userEvent.fill(text, 'Hello there.');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(done).toBeInTheDocument();
  expect(asked).toEqual([
    {
      model: 'espeak-ng',
      input: 'Hello there.',
      voice: 'en-us',
      speed: 1,
      response_format: 'pcm',
      stream_format: 'sse',
      timestamps: ['word'],
    },
  ]);
  await expect.element(page.getByText('0:00 / 0:00')).toBeInTheDocument();
  await expect.element(page.getByText(/^after \d+ ms$/)).toBeInTheDocument();
  await expect.element(page.getByText(/× real time$/)).toBeInTheDocument();
});

test('Escape stops the sound and leaves the answer', async () => {
  const connection = show({ seconds: 60, pace: 50 });
  await userEvent.fill(text, 'A long story.');
  await userEvent.click(speak);
  await expect.element(page.getByText('Speaking')).toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByText('Stopped').first()).toBeInTheDocument();
  expect(connection.left).toBe(1);
  await expect.element(alert).toBeEmptyDOMElement();
});

test('speaking anew takes the place of what is being spoken', async () => {
  const connection = show({ seconds: 60, pace: 50 });
  await userEvent.fill(text, 'The first.');
  await userEvent.click(speak);
  await expect.element(page.getByText('Speaking')).toBeInTheDocument();
  await userEvent.fill(text, 'The second.');
  await userEvent.click(speak);
  await expect.poll(() => connection.asked.length).toBe(2);
  expect(connection.asked.map(({ input }) => input)).toEqual(['The first.', 'The second.']);
  expect(connection.left).toBe(1);
  await expect.element(page.getByText('Speaking')).toBeInTheDocument();
});

test('the message of the API is shown, and trying again asks again', async () => {
  const message = 'The queue is full (16 waiting). Ask again in 5 seconds.';
  const connection = show({ seconds: 0.3, refuse: { status: 429, message } });
  await userEvent.fill(text, 'Hello?');
  await userEvent.click(speak);
  await expect.element(alert).toHaveTextContent(message);
  connection.refuse();
  await userEvent.click(page.getByRole('button', { name: 'Try again' }));
  await expect.element(done).toBeInTheDocument();
  await expect.element(alert).toBeEmptyDOMElement();
  expect(connection.asked).toHaveLength(2);
});

test('without text nothing is asked; the page says so and puts the cursor into the text', async () => {
  const { asked } = show();
  await userEvent.fill(text, '  ');
  await userEvent.click(speak);
  await expect.element(alert).toHaveTextContent('Write a sentence first');
  await expect.element(text).toHaveFocus();
  expect(asked).toEqual([]);
});

test('a sample sentence fills the text', async () => {
  show();
  await userEvent.click(page.getByText('The train to Oxford'));
  await expect.element(text).toHaveValue('The train to Oxford leaves at 9:45 from platform 3.');
  await expect.element(page.getByText('51 characters, about 3 s')).toBeInTheDocument();
});

test('a model that is not on the device is downloaded first, with its progress, and then speaks', async () => {
  const { asked, finishDownload } = show({ seconds: 0.3, download: 92_400_000 });
  await userEvent.fill(text, 'Hello.');
  await userEvent.click(page.getByRole('radio', { name: /Kokoro 82M/ }));
  await userEvent.click(page.getByRole('button', { name: 'Download and speak' }));
  await expect.element(page.getByText('Downloading, 46 MB of 92 MB (50 %)')).toBeVisible();
  finishDownload();
  await expect.element(done).toBeInTheDocument();
  await expect.element(page.getByText('WebAssembly, q8')).toBeVisible();
  await expect.element(page.getByText('No WebGPU here.')).toBeVisible();
  expect(asked[0]).toMatchObject({ model: 'kokoro', voice: 'af_heart' });
});

test('a preview introduces the chosen voice and leaves the text alone', async () => {
  const { asked } = show({ seconds: 0.3 });
  await userEvent.click(page.getByRole('radio', { name: /Sample Kokoro/ }));
  await userEvent.selectOptions(voice, 'am_sample');
  await userEvent.click(page.getByRole('button', { name: /^Preview/ }));
  await expect.element(done).toBeInTheDocument();
  expect(asked[0]).toMatchObject({ model: 'sample-kokoro', voice: 'am_sample' });
  await expect.element(text).toHaveValue('');
});

test('model, voice and speed are remembered for the next visit', async () => {
  show();
  await userEvent.click(page.getByRole('radio', { name: /Sample Kokoro/ }));
  await userEvent.selectOptions(voice, 'am_sample');
  (page.getByRole('slider').element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await hide();
  show();
  await expect.element(page.getByRole('radio', { name: /Sample Kokoro/ })).toBeChecked();
  await expect.element(voice).toHaveValue('am_sample');
  await expect.element(page.getByRole('slider')).toHaveAttribute('aria-valuetext', '1.20 times');
});

test('a take that was heard to its end is saved as WAV without asking again; MP3 is asked for', async () => {
  const { asked } = show({ seconds: 0.5 });
  const saved: [string, Promise<Blob>][] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click');
  click.mockImplementation(function (this: HTMLAnchorElement) {
    saved.push([this.download, fetch(this.href).then((response) => response.blob())]);
  });
  await userEvent.fill(text, 'Save me, please.');
  await userEvent.click(speak);
  await expect.element(done).toBeInTheDocument();
  await userEvent.click(page.getByRole('button', { name: 'Save as WAV' }));
  await expect.poll(() => saved.length).toBe(1);
  expect(asked).toHaveLength(1);
  await userEvent.click(page.getByRole('button', { name: 'Save as MP3' }));
  await expect.poll(() => saved.length).toBe(2);
  expect(asked[1]).toMatchObject({ input: 'Save me, please.', response_format: 'mp3' });
  click.mockRestore();

  expect(saved.map(([name]) => name)).toEqual(['save-me-please.wav', 'save-me-please.mp3']);
  expect((await saved[0]?.[1])?.size).toBe(44 + 24_000);
});

test('a take can be paused, jumped in by sentences, and heard again from the cursor', async () => {
  show({ seconds: 30, pace: 5 });
  const clock = page.getByText(/^\d:\d\d \/ \d:\d\d$/);
  await userEvent.fill(text, 'One two three four. Five six seven eight. Nine ten.');
  await userEvent.click(speak);
  await expect.element(page.getByText('Speaking')).toBeInTheDocument();
  await userEvent.click(page.getByRole('button', { name: 'Next sentence' }));
  await expect.element(clock).toHaveTextContent(/^0:1[2-4]/);
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
  await expect.element(clock).toHaveTextContent(/^0:2[4-6]/);
  await userEvent.keyboard('{Alt>}{Enter}{/Alt}');
  await expect.element(page.getByRole('button', { name: 'Go on' })).toBeInTheDocument();
  await userEvent.click(page.getByRole('button', { name: 'Previous sentence' }));
  await expect.element(clock).toHaveTextContent(/^0:(1[2-4]|2[4-6])/);
  await expect.element(page.getByText('Speaking')).toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  const area = text.element() as HTMLTextAreaElement;
  area.setSelectionRange(5, 5);
  await userEvent.click(page.getByRole('button', { name: 'From the cursor' }));
  await expect.element(clock).toHaveTextContent(/^0:0[3-5]/);
  await userEvent.keyboard('{Escape}');
});

test('captions of a take that was heard to its end are made without asking', async () => {
  const { asked } = show({ seconds: 2 });
  const saved: [string, Promise<string>][] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click');
  click.mockImplementation(function (this: HTMLAnchorElement) {
    saved.push([this.download, fetch(this.href).then((response) => response.text())]);
  });
  await userEvent.fill(text, 'Tom & Jerry.');
  await userEvent.click(speak);
  await expect.element(done).toBeInTheDocument();
  await userEvent.click(page.getByRole('button', { name: 'Captions as SRT' }));
  await expect.poll(() => saved.length).toBe(1);
  click.mockRestore();
  expect(saved[0]?.[0]).toBe('tom-jerry.srt');
  expect(await saved[0]?.[1]).toBe('1\n00:00:00,000 --> 00:00:01,800\nTom & Jerry.\n');
  expect(asked).toHaveLength(1);
});

test('the tabs of the request move by arrow keys, and the code follows the choices', async () => {
  show();
  await userEvent.fill(text, 'Guten Tag');
  const tab = (name: string) => page.getByRole('tab', { name });
  await userEvent.click(tab('JavaScript'));
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(tab('Python')).toHaveFocus();
  await expect.element(tab('Python')).toHaveAttribute('aria-selected', 'true');
  await expect.element(page.getByRole('tabpanel')).toHaveTextContent('input="Guten Tag"');
});

test('nothing on the page moves when speech starts, ends or fails', async () => {
  const connection = show({ seconds: 0.4 });
  const places = () =>
    [
      stop,
      page.getByRole('button', { name: 'Save as WAV' }),
      page.getByRole('tab', { name: 'curl' }),
    ]
      .map((part) => part.element().getBoundingClientRect())
      .map(({ x, y }) => [Math.round(x + scrollX), Math.round(y + scrollY)]);
  await page.viewport(1280, 900);
  const before = places();
  await userEvent.fill(text, 'Hello.');
  expect(places()).toEqual(before);
  await userEvent.click(speak);
  await expect.element(done).toBeInTheDocument();
  expect(places()).toEqual(before);
  connection.refuse({ status: 500, message: 'The engine failed. Try again.' });
  await userEvent.click(speak);
  await expect.element(alert).toHaveTextContent('The engine failed');
  expect(places()).toEqual(before);
});

test('a page without a service worker says so, and shows localFetch in the code', async () => {
  show({ state: { api: 'direct', note: 'This browser gives the page no service worker.' } });
  await expect.element(page.getByText('no service worker')).toBeVisible();
  await expect.element(page.getByRole('tabpanel')).toHaveTextContent('await localFetch(');
});
