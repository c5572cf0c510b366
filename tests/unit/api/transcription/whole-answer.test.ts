import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAsk } from '../ask';
import { formRequest, recording } from './form-request';
import { createHearingCore, germanHeard, type HearingScript } from './hearing-core';

const longest = 15_000;
const addresses = [
  ['OpenAI', '/v1/audio/transcriptions', 'whisper-1', '{"text":'],
  ['OpenAI’s translation', '/v1/audio/translations', 'whisper-1', '{"text":'],
  ['PolarGrid', '/v1/audio/transcriptions?model=whisper-base&sync=true', '', '{"text":'],
  ['Eigen AI', '/api/v1/generate', 'whisper_v3_turbo', '{"text":'],
] as const;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A recording whose last part is not heard before `goOn`; resolves when all before it was. */
async function connect(script: HearingScript = {}) {
  let goOn = () => {};
  let reached = () => {};
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const atLast = new Promise<void>((resolve) => (reached = resolve));
  let parts = 0;
  const core = createHearingCore({
    ...script,
    pace: async () => {
      if (++parts < germanHeard.length) return;
      reached();
      await held;
    },
  });
  const ask = createAsk(core);
  const send = async (path: string, fields: Parameters<typeof formRequest>[0]) => {
    const answer = ask(path, formRequest({ file: recording(), ...fields }));
    await atLast;
    return { answer };
  };
  return { core, send, goOn };
}

describe.each(addresses)('a long recording (%s)', (_, path, model, start) => {
  test('has its answer begin after a while, and end when it is heard', async () => {
    const { send, goOn } = await connect();
    const { answer } = await send(path, { model });
    let begun = false;
    void answer.then(() => (begun = true));
    await vi.advanceTimersByTimeAsync(longest - 1);
    expect(begun).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    const { status, headers, body } = await answer;
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(headers.get('x-sotto-model')).toMatch(/^whisper-/);
    goOn();
    const text = await new Response(body).text();
    expect(text.trimStart().startsWith(start)).toBe(true);
    expect(JSON.parse(text)).toMatchObject({ text: 'Guten Morgen, liebe Welt & alle!' });
  });

  test('is not heard any further when its reader leaves', async () => {
    const { core, send, goOn } = await connect();
    const { answer } = await send(path, { model });
    await vi.advanceTimersByTimeAsync(longest);
    const leaving = (await answer).body?.cancel();
    goOn();
    await leaving;
    expect(core.told).toBe(germanHeard.length);
    expect(core.broken).toBe(1);
  });
});

test('a text that comes late is that text alone', async () => {
  const { send, goOn } = await connect();
  const fields = { model: 'whisper-1', response_format: 'vtt' };
  const { answer } = await send('/v1/audio/transcriptions', fields);
  await vi.advanceTimersByTimeAsync(longest);
  const late = await answer;
  goOn();
  expect(await late.text()).toMatch(/^WEBVTT\n/);
});

test('what fails after that breaks the body off, and its reason is in the console', async () => {
  const warned = vi.spyOn(console, 'warn').mockReturnValue();
  const { send, goOn } = await connect({ breaksAfter: germanHeard.length - 1 });
  const { answer } = await send('/v1/audio/transcriptions', { model: 'whisper-1' });
  await vi.advanceTimersByTimeAsync(longest);
  const { status, body } = await answer;
  const reading = new Response(body).text();
  goOn();
  expect(status).toBe(200);
  await expect(reading).rejects.toThrow();
  expect(warned).toHaveBeenCalledOnce();
});
