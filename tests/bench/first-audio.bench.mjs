import { median } from './context.mjs';
import { againstGoal } from './goal.mjs';
import { paragraph } from './paragraph.mjs';

const runs = 5;

/** Speech as callers get it, synthesis included: the way matters less than with answers that cost nothing to make. */
export async function run(context) {
  const { page } = await context.app();
  const rows = [];
  const times = {};
  for (const [way, words] of [
    ['fetch', 'through the service worker'],
    ['localFetch', 'by port (localFetch)'],
  ]) {
    times[way] = await speak(page, way, 'espeak-ng', `${paragraph} `.repeat(20).trim());
    const rate = times[way].bytes / (times[way].totalMs / 1000) / 1e6;
    rows.push(
      {
        figure: `first byte of eSpeak NG’s speech, ${words}`,
        value: times[way].firstByteMs,
        unit: 'ms',
      },
      { figure: `eSpeak NG’s speech, ${words}`, value: rate, unit: 'MB/s' },
    );
  }
  const paced = await speak(page, 'localFetch', 'sample-kokoro', paragraph);
  const share = paced.firstByteMs / paced.totalMs;
  return [
    ...rows,
    { figure: 'first audio of 60 words, sample-kokoro', value: paced.firstByteMs, unit: 'ms' },
    {
      figure: 'first audio over the whole, 60 words, sample-kokoro',
      value: share,
      unit: '',
      ...againstGoal(share, 0.25),
    },
  ];
}

/** The medians of several answers, after one that loads the model. */
async function speak(page, way, model, input) {
  const answers = [];
  for (let i = 0; i <= runs; i++) {
    answers.push(await page.evaluate(speakOnce, { way, model, input }));
  }
  answers.shift();
  const medianOf = (key) => median(answers.map((answer) => answer[key]));
  return {
    firstByteMs: medianOf('firstByteMs'),
    totalMs: medianOf('totalMs'),
    bytes: answers[0].bytes,
  };
}

/** Runs in the page. */
async function speakOnce({ way, model, input }) {
  const started = performance.now();
  const response = await globalThis[way]('/v1/audio/speech', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, voice: 'alloy', input, response_format: 'pcm' }),
  });
  if (!response.ok) throw new Error(await response.text());
  let firstByteMs;
  let bytes = 0;
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    firstByteMs ??= performance.now() - started;
    bytes += value.byteLength;
  }
  return { firstByteMs, totalMs: performance.now() - started, bytes };
}
