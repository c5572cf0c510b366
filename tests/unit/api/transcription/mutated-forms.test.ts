import { afterAll, expect, test, vi } from 'vitest';
import { joinBytes } from '../../../../src/base/join-bytes';
import { seededRandom } from '../../../../src/base/seeded-random';
import { createAsk } from '../ask';
import { formRequest, recording } from './form-request';
import { createHearingCore } from './hearing-core';

const log = vi.spyOn(console, 'error').mockReturnValue();
afterAll(() => log.mockRestore());

type Body = Uint8Array<ArrayBuffer>;
type Mutation = (body: Body, random: () => number) => Body;

const place = (body: Body, random: () => number) => Math.floor(random() * body.length);

const mutations: Record<string, Mutation> = {
  truncated: (body, random) => body.slice(0, place(body, random)),
  headless: (body, random) => body.slice(place(body, random)),
  flipped: (body, random) => {
    const bytes = body.slice();
    for (let i = 0; i < 12; i++) bytes[place(body, random)]! ^= 1 << Math.floor(random() * 8);
    return bytes;
  },
  cut: (body, random) => {
    const from = place(body, random);
    return joinBytes(body.slice(0, from), body.slice(from + Math.floor(random() * 60)));
  },
  doubled: (body, random) => joinBytes(body.slice(0, place(body, random)), body),
  noisy: (body, random) => {
    const at = place(body, random);
    const noise = Uint8Array.from({ length: 40 }, () => Math.floor(256 * random()));
    return joinBytes(body.slice(0, at), noise, body.slice(at));
  },
};

const each = 50;

test(`${each * Object.keys(mutations).length} broken forms get an answer or are refused`, async () => {
  const random = seededRandom(5);
  const ask = createAsk(createHearingCore({ pace: () => Promise.resolve() }));
  const form = formRequest({
    model: 'whisper-base',
    language: 'de',
    response_format: 'verbose_json',
    'timestamp_granularities[]': ['word', 'segment'],
    temperature: '0.5',
    file: recording(),
  });
  const { headers, body } = new Response(form.body);
  const whole = new Uint8Array(await new Response(body).arrayBuffer());
  const statuses = new Map<number, number>();
  for (const mutate of Object.values(mutations)) {
    for (let i = 0; i < each; i++) {
      const path = `/v1/audio/${i % 2 === 0 ? 'transcriptions' : 'translations'}`;
      const answer = await ask(path, { method: 'POST', headers, body: mutate(whole, random) });
      expect(await answer.json()).toHaveProperty(answer.ok ? 'text' : 'error.message');
      statuses.set(answer.status, 1 + (statuses.get(answer.status) ?? 0));
    }
  }
  expect([...statuses.keys()].sort()).toEqual([200, 400, 404]);
  expect(log).not.toHaveBeenCalled();
}, 20_000);
