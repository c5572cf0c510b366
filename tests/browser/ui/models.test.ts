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
  location.hash = '#/models';
});
afterEach(async () => {
  vi.restoreAllMocks();
  if (shown) await unmount(shown);
  shown = undefined;
  document.body.replaceChildren();
  location.hash = '';
});

function show(options: FakeOptions = {}): FakeConnection {
  const connection = fakeConnection(options);
  const target = document.body.appendChild(document.createElement('div'));
  shown = mount(App, { target, props: { connection } });
  return connection;
}

const download = page.getByRole('button', { name: 'Download' });
const keep = page.getByRole('button', { name: 'Ask the browser to keep it' });

test('the first download asks the browser to keep what it stores, and its answer is shown', async () => {
  vi.spyOn(navigator.storage, 'persisted').mockResolvedValue(false);
  const persist = vi.spyOn(navigator.storage, 'persist').mockResolvedValue(true);
  show();
  await expect.element(keep).toBeInTheDocument();
  expect(persist).not.toHaveBeenCalled();
  await userEvent.click(download);
  await expect.element(page.getByText('until you delete it')).toBeInTheDocument();
  expect(persist).toHaveBeenCalledTimes(1);
  await expect.element(keep).not.toBeInTheDocument();
});

test('so does a recording whose model is not here yet', async () => {
  vi.spyOn(navigator.storage, 'persisted').mockResolvedValue(false);
  const persist = vi.spyOn(navigator.storage, 'persist').mockResolvedValue(true);
  location.hash = '#/transcribe';
  show({ download: 142_000_000 });
  const heading = page.getByRole('heading', { name: 'Transcribe' });
  await expect.element(heading).toBeInTheDocument();
  expect(persist).not.toHaveBeenCalled();
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  await userEvent.upload(input!, new File(['RIFF'], 'talk.wav', { type: 'audio/wav' }));
  await expect.poll(() => persist.mock.calls.length).toBe(1);
});

test('a refusal is told, and can be asked about again', async () => {
  vi.spyOn(navigator.storage, 'persisted').mockResolvedValue(false);
  vi.spyOn(navigator.storage, 'persist').mockResolvedValue(false);
  show();
  await userEvent.click(keep);
  await expect.element(page.getByText('did not agree')).toBeInTheDocument();
  await expect.element(keep).toBeInTheDocument();
});

test('where nothing may be stored, no room is told of, and nothing is asked', async () => {
  const blocked = new DOMException('Blocked.', 'UnknownError');
  vi.spyOn(indexedDB, 'databases').mockRejectedValue(blocked);
  show();
  await expect.element(page.getByText('in memory only')).toBeInTheDocument();
  await expect.element(page.getByText('that this browser allows')).not.toBeInTheDocument();
  await expect.element(keep).not.toBeInTheDocument();
});

test('a download under way is shown, can be paused, and is told of to those who listen', async () => {
  const { finishDownload } = show({ download: 92_400_000 });
  await userEvent.click(download);
  await expect.element(page.getByRole('button', { name: 'Pause' })).toBeInTheDocument();
  const told = page.getByText('Kokoro 82M: Downloading, 50 percent');
  await expect.element(told).toBeInTheDocument();
  await expect.element(page.getByText('46 MB of 92 MB')).toBeInTheDocument();
  finishDownload();
  await expect.element(page.getByRole('button', { name: 'Pause' })).not.toBeInTheDocument();
});

test('an API that does not answer is told of, and the page stands', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  const connection = show({ state: { api: 'starting' } });
  await expect.element(page.getByRole('heading', { name: 'Kokoro 82M' })).toBeInTheDocument();
  await expect.element(download).not.toBeInTheDocument();
  expect(connection.asked).toEqual([]);
});
