import { againstGoal } from './goal.mjs';
import { paragraph } from './paragraph.mjs';

/** What everything around the model costs: phonemes, chunks, threads, encoding. */
export async function run(context) {
  const { page } = await context.bench();
  const { speak, model, calls } = await page.evaluate(
    (options) => globalThis.bench.measureSpeak(options),
    {
      model: 'sample-kokoro',
      voice: 'af_sample',
      text: `${paragraph} `.repeat(2).trim(),
      runs: 15,
    },
  );
  // The fastest of several runs: whatever else the machine does only adds to them.
  const whole = Math.min(...speak);
  const bare = Math.min(...model);
  return [
    { figure: `the bare model on ${calls} chunks, sample-kokoro`, value: bare, unit: 'ms' },
    { figure: 'speak() of the same text', value: whole, unit: 'ms' },
    {
      figure: 'speak() over the bare model',
      value: whole / bare,
      unit: '',
      ...againstGoal(whole / bare, 1.05),
    },
  ];
}
