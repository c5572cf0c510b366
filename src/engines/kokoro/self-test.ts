import { SpeechError } from '../../base/errors';
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
  /** A voice's style for the number of `tokens`. */
  style: Float32Array;
  /** What to say; `testSentence` unless told. */
  tokens?: readonly number[];
};

/**
 * Says the test sentence twice on the graphics card and twice on the processor, one after the other. Throws SpeechError
 * `engine_failed` when the processor is obviously wrong, since nothing is then known of the card.
 */
export async function compareKokoro(sides: Sides): Promise<Agreement> {
  const { gpu, startProcessor, style, tokens = testSentence } = sides;
  const say = (session: Pick<Session, 'run'>) => runKokoro(session, tokens, { style, speed: 1 });
  const doubted = await twice(() => say(gpu));
  const fault = faultOf(doubted);
  if (fault !== undefined) return { agrees: false, finding: fault, figures: {} };
  const processor = await startProcessor();
  try {
    const right = await twice(() => say(processor));
    const why = faultOf(right);
    if (why !== undefined) throw new SpeechError('engine_failed', `The processor gave ${why}.`);
    return compareSpeech(right, doubted, { sampleRate, samplesPerFrame });
  } finally {
    await processor.dispose();
  }
}

async function twice(say: () => Promise<Speech>): Promise<[Speech, Speech]> {
  return [await say(), await say()];
}

function faultOf([first, second]: readonly [Speech, Speech]): string | undefined {
  return obviousFault(first) ?? obviousFault(second);
}
