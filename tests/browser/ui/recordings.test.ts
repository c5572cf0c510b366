import { afterEach, expect, test } from 'vitest';
import { openRecordingStore, type RecordingStore } from '../../../src/ui/state/recording-store';
import { Recordings } from '../../../src/ui/state/recordings.svelte';

const rate = 16_000;
/** As the recorder gives them: 512 samples each, none like the one before. */
const blocks = Array.from({ length: (12 * rate) / 512 }, (_, i) =>
  new Float32Array(512).fill((i % 200) / 256),
);
const store = openRecordingStore();
afterEach(async () => {
  for (const { id } of await store.list()) await store.delete(id);
});

const samplesOf = async (file: File | undefined) =>
  new Int16Array((await file?.slice(44).arrayBuffer()) ?? new ArrayBuffer(0));
const wanted = Int16Array.from(
  blocks.flatMap((block) => [...block]).map((sample) => sample * 32768),
);

test('a recording is stored while it goes on, offered when its tab has let it go, and forgotten when it is written down', async () => {
  const [here, there] = [
    new Recordings(openRecordingStore()),
    new Recordings(openRecordingStore()),
  ];
  const recording = here.begin('Recording');
  for (const block of blocks) recording.add(block, rate);
  await expect.poll(async () => (await store.list())[0]?.seconds).toBeGreaterThan(10);
  await there.refresh();
  expect(there.list).toEqual([]);

  const whole = recording.file();
  expect(await samplesOf(whole)).toEqual(wanted);
  await here.close(recording, false);
  await there.refresh();
  expect(there.list).toMatchObject([{ name: 'Recording', seconds: 12, sampleRate: rate }]);
  const id = there.list[0]?.id ?? '';
  expect(await (await there.file(id))?.arrayBuffer()).toEqual(await whole.arrayBuffer());

  const taken = await there.open(id);
  await here.refresh();
  expect(here.list).toEqual([]);
  if (taken) await there.close(taken, true);
  expect(await store.list()).toEqual([]);
  expect(await store.read(id)).toBeUndefined();
  // Its sound can still be heard and saved.
  expect(await samplesOf(whole)).toEqual(wanted);
});

test('without room on the device a recording says so, and is whole all the same', async () => {
  let rooms = 1;
  const full: RecordingStore = {
    ...store,
    async add(...piece) {
      if (rooms-- === 0) throw new DOMException('No room.', 'QuotaExceededError');
      return store.add(...piece);
    },
  };
  const recordings = new Recordings(full);
  const recording = recordings.begin('Recording');
  for (const block of blocks) recording.add(block, rate);
  await expect.poll(() => recording.failure).toBe('No room.');
  expect(await samplesOf(recording.file())).toEqual(wanted);
  await recordings.close(recording, false);
  expect(recordings.list).toMatchObject([{ seconds: expect.closeTo(5, 0) as number }]);
});
