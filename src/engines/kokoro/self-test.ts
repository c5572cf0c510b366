import { kokoroSymbols } from '../../catalog/kokoro-symbols';
import type { Agreement } from '../../weights/verdicts';
import { compareSpeech, obviousFault } from '../agreement/compare-speech';
import type { Session } from '../session';
import { runKokoro, sampleRate, samplesPerFrame, type Speech } from './model';

/** `Hello, this is a test.`: vowels, stops, hisses, a nasal and a pause in one and a half seconds. */
export const testSentence = Array.from(
  'həlˈO, ðɪs ɪz ɐ tˈɛst.',
  (symbol) => kokoroSymbols.get(symbol) ?? 0,
);

type Sides = {
  gpu: Pick<Session, 'run'>;
  /** Starts the same weights on the processor; not called when the graphics card is obviously wrong. */
  startProcessor: () => Promise<Session>;
  /** A voice's style for the number of tokens in `testSentence`. */
  style: Float32Array;
};

/** Says the test sentence twice on the graphics card and once on the processor, one after the other. */
export async function compareKokoro({ gpu, startProcessor, style }: Sides): Promise<Agreement> {
  const say = (session: Pick<Session, 'run'>) =>
    runKokoro(session, testSentence, { style, speed: 1 });
  const first = await say(gpu);
  const second = await say(gpu);
  const fault = obviousFault(first) ?? obviousFault(second);
  if (fault !== undefined) return { agrees: false, finding: fault, figures: {} };
  const processor = await startProcessor();
  let right: Speech;
  try {
    right = await say(processor);
  } finally {
    await processor.dispose();
  }
  return compareSpeech(right, [first, second], { sampleRate, samplesPerFrame });
}
