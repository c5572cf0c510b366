import { expect, test, vi } from 'vitest';
import { watchDevice } from '../../../src/engines/device-watch';

/** A graphics card that fails when it is told to; `scoped` is what the next scopes caught. */
function fakeDevice() {
  const events = new EventTarget();
  let lose = (_info: { reason: string; message: string }) => {};
  const lost = new Promise((resolve) => (lose = resolve));
  const scopes: string[] = [];
  const scoped: Record<string, { message: string }> = {};
  const device = {
    lost,
    addEventListener: events.addEventListener.bind(events),
    pushErrorScope: (filter: string) => scopes.push(filter),
    popErrorScope: async () => scoped[scopes.pop() ?? ''] ?? null,
  };
  return {
    device: device as unknown as GPUDevice,
    scopes,
    scoped,
    lose,
    report: (message: string) => {
      events.dispatchEvent(Object.assign(new Event('uncapturederror'), { error: { message } }));
    },
  };
}

const failure = (message: string) => ({
  code: 'engine_failed',
  message: expect.stringContaining(message) as string,
});

test('work on a card that is well gives its result, and leaves no scope open', async () => {
  const { device, scopes } = fakeDevice();
  const { during, failed } = watchDevice(device);
  const seen = await during(async () => scopes.length);
  expect(seen).toBe(3);
  expect(scopes).toEqual([]);
  expect(failed.aborted).toBe(false);
});

test.each(['validation', 'out-of-memory', 'internal'])(
  'an error of kind %s makes the result worthless, though the work had one',
  async (kind) => {
    const { device, scoped } = fakeDevice();
    const { during, failed } = watchDevice(device);
    scoped[kind] = { message: 'The buffer is too small' };
    await expect(during(async () => 'noise')).rejects.toMatchObject(failure('too small'));
    expect(failed.aborted).toBe(true);
    const work = vi.fn(async () => 'more noise');
    await expect(during(work)).rejects.toBe(failed.reason);
    expect(work).not.toHaveBeenCalled();
  },
);

test('a card that is lost ends the work that would wait for ever', async () => {
  const { device, lose } = fakeDevice();
  const { during } = watchDevice(device);
  const waiting = during(() => new Promise(() => undefined));
  lose({ reason: 'unknown', message: 'The GPU process ended' });
  await expect(waiting).rejects.toMatchObject(failure('The GPU process ended'));
});

test('an error that nobody captured fails the card too', async () => {
  const { device, report } = fakeDevice();
  const { during, failed } = watchDevice(device);
  const waiting = during(() => new Promise(() => undefined));
  report('Out of memory');
  await expect(waiting).rejects.toMatchObject(failure('Out of memory'));
  expect(failed.aborted).toBe(true);
});

test('a card that is destroyed on purpose has not failed', async () => {
  const { device, lose } = fakeDevice();
  const { failed } = watchDevice(device);
  lose({ reason: 'destroyed', message: 'It was disposed' });
  await new Promise((resolve) => setTimeout(resolve));
  expect(failed.aborted).toBe(false);
});
