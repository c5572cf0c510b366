import { median } from './context.mjs';
import { againstGoal } from './goal.mjs';

const sampleRate = 24_000;
const request = {
  sampleRate,
  seconds: { whole: 60, chunk: 4 },
  targets: [48_000, 22_050, 16_000, 8000],
  runs: 3,
};

/**
 * Multiples of real time that were measured before these encoders were chosen: 60 s of speech at 24 kHz in a worker of
 * Chromium 156 on two shared cores, good to a factor of two. WAV and G.711 were then another library's.
 */
const recorded = {
  wav: 1145,
  mp3: 182,
  opus: 49,
  aac: 41,
  m4a: 40,
  flac: 338,
  ulaw: 2120,
  alaw: 1068,
};
const recordedResampling = { 48000: 115, 22050: 270, 16000: 312, 8000: 318 };

/** What an answer waits for besides the model: its encoder and the change of rate. */
export async function run(context) {
  const { page } = await context.bench();
  const runs = await page.evaluate((given) => globalThis.bench.measureEncode(given), request);
  const speeds = Object.entries(runs.formats).map(([format, { speeds }]) => ({
    figure: `${format} encoder`,
    ...besideRecord(Math.max(...speeds), recorded[format]),
  }));
  const resampling = Object.entries(runs.resampling).map(([target, speeds]) => ({
    figure: `resampler, 24 kHz to ${target / 1000} kHz`,
    ...besideRecord(Math.max(...speeds), recordedResampling[target]),
  }));
  const firstBytes = Object.entries(runs.formats).map(([format, { firstByteMs }]) => {
    const value = median(firstByteMs);
    return {
      figure: `first byte of ${format} after the first samples`,
      value,
      unit: 'ms',
      ...againstGoal(value, 40, 'ms'),
    };
  });
  return [...speeds, ...resampling, ...firstBytes];
}

/** The fastest of several runs: whatever else the machine does only slows them. */
function besideRecord(value, record) {
  const unit = '× real time';
  return record === undefined
    ? { value, unit }
    : { value, unit, ratio: value / record, against: `${record} recorded` };
}
