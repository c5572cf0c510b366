import { SpeechError } from '../../base/errors';
import type { Agreement } from '../../weights/verdicts';
import { compareTokens, obviousTokenFault } from '../agreement/compare-tokens';
import type { Ears } from './hear-window';
import { likeliest } from './sampling';

type Tested<Encoded> = Pick<Ears<Encoded>, 'model' | 'tokens'>;

type Sides<Encoded> = {
  gpu: Tested<Encoded>;
  /** Starts the same weights on the processor; not called when the graphics card is obviously wrong. */
  startProcessor: () => Promise<Tested<Encoded>>;
};

/** Steps with keys and values of growing length, behind the prompt. */
const steps = 8;

/**
 * Lets the graphics card listen to a sound and write down what it thinks that is, and the processor follow the same text.
 * Throws SpeechError `engine_failed` when the processor is obviously wrong, since nothing is then known of the card.
 */
export async function compareWhisper<Encoded>(sides: Sides<Encoded>): Promise<Agreement> {
  const doubted = await write(sides.gpu);
  const fault = obviousTokenFault(doubted.logits);
  if (fault !== undefined) return { agrees: false, finding: fault, figures: {} };
  const processor = await sides.startProcessor();
  try {
    const right = await write(processor, doubted.written);
    const why = obviousTokenFault(right.logits);
    if (why !== undefined) throw new SpeechError('engine_failed', `The processor gave ${why}.`);
    return compareTokens(right.logits, doubted.logits);
  } finally {
    await processor.model.dispose();
  }
}

/** Runs both halves once. Throws SpeechError `engine_failed` for what is obviously wrong. */
export async function tryOut<Encoded>(ears: Tested<Encoded>): Promise<Agreement> {
  const fault = obviousTokenFault((await write(ears)).logits);
  if (fault !== undefined) throw new SpeechError('engine_failed', `It gave ${fault}.`);
  return { agrees: true, finding: 'nothing is obviously wrong', figures: {} };
}

/** Writes the likeliest tokens, without any rule, or those that are given; with the logits of each place. */
async function write<Encoded>(
  { model, tokens }: Tested<Encoded>,
  given?: readonly number[],
): Promise<{ logits: Float32Array[]; written: number[] }> {
  const encoded = await model.encode(testSound(model.facts.sampleRate));
  const decoding = model.decode(encoded);
  try {
    const [language] = tokens.languages.values();
    const prompt = [tokens.start, language, tokens.transcribe, tokens.noTimestamps];
    const logits: Float32Array[] = [];
    const written: number[] = [];
    let next = prompt.filter((id) => id !== undefined);
    for (let step = 0; step <= steps; step++) {
      logits.push(...(await decoding.step(next)).logits);
      const token = given?.[step] ?? likeliest(logits.at(-1) ?? new Float32Array(0));
      written.push(token);
      next = [token];
    }
    return { logits, written };
  } finally {
    decoding.end();
    model.release(encoded);
  }
}

/** Two seconds of a humming voice that rises and falls four times a second, with twenty overtones. */
function testSound(sampleRate: number): Float32Array {
  let turn = 0;
  return Float32Array.from({ length: 2 * sampleRate }, (_, i) => {
    const sway = Math.sin((2 * Math.PI * 4 * i) / sampleRate);
    turn += (2 * Math.PI * (130 + 20 * sway)) / sampleRate;
    let sample = 0;
    for (let tone = 1; tone <= 20; tone++)
      sample += Math.sin(tone * turn) / (tone + 2 * (1 + sway));
    return 0.05 * (1 + sway) * sample;
  });
}
