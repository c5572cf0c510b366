import { asSpeechError, SpeechError } from '../../base/errors';
import { obviousFault } from '../agreement/compare-speech';
import { sayVerdict, subjectOf } from '../agreement/subject';
import { trustGpu } from '../agreement/trust';
import type { Load } from '../engine';
import { createGpuSession, createSession, startRuntime, type Session } from '../session';
import { createLexicons } from './lexicons';
import { createKokoroModel, runKokoro } from './model';
import { loadPhonemizer } from './phonemizer';
import { compareKokoro, testSentence } from './self-test';
import { createKokoroSpeaker, languageOf } from './speaker';
import { createStyles } from './styles';
import { startModel } from './start-model';
import { fetchWeights, type KokoroWeights } from './weights';

/**
 * Loads Kokoro, or a model with its contract, on the given device and no other, with its default voice and what that
 * needs, so that it can speak without a network. Throws what the weight store throws, and SpeechError
 * `engine_unavailable` when the device cannot be used; then try another one in a new thread.
 */
export const load: Load = async (card, options) => {
  const { device, base, report, reason = '' } = options;
  const language = languageOf(card.defaultVoice);
  const fetching = fetchWeights(card, options);
  const fetchingLexicons = fetching.then(({ lexicon }) => createLexicons(lexicon));
  const [phonemize, weights, lexicons] = await Promise.all([
    loadPhonemizer(base, { language, lexicons: fetchingLexicons }),
    fetching,
    fetchingLexicons,
    startRuntime(device),
  ]);
  const styles = createStyles(weights.voice);
  const styleFor = (tokens: number) => styles([{ id: card.defaultVoice, share: 1 }], tokens);
  // Fetched with the model, so that a model that is there can speak.
  await Promise.all([styleFor(hello.length), lexicons.find(language)]);
  const bytes = weights.model.size;
  report({ phase: 'load', loaded: bytes, total: bytes });
  const { session, checked } =
    device === 'webgpu'
      ? await startOnGpu(card.id, weights, styleFor)
      : await startOnProcessor(weights, styleFor);
  const model = createKokoroModel(session);
  const dispose = () => session.dispose();
  return {
    speaker: createKokoroSpeaker({ card, phonemize, styles, model, dispose }),
    placement: {
      device,
      precision: weights.precision,
      reason: [reason, checked, lexicons.note(language)].filter((said) => said !== '').join(' '),
    },
  };
};

type StyleFor = (tokens: number) => Promise<Float32Array>;
/** A model that works, and a sentence on how that is known, if there is anything to say. */
type Started = { session: Session; checked: string };

async function startOnGpu(
  id: string,
  weights: KokoroWeights,
  styleFor: StyleFor,
): Promise<Started> {
  const session = await startModel(weights, createGpuSession);
  const style = await styleFor(testSentence.length);
  const verdict = await trustGpu({
    subject: subjectOf(id, weights.precision, { adapter: session.adapter }),
    watch: session.watch,
    compare: () => compareKokoro({ gpu: session, startProcessor: session.startOnProcessor, style }),
    warmUp: () => tryOut(session, styleFor),
  });
  return { session, checked: `It was right ${sayVerdict(verdict)}.` };
}

async function startOnProcessor(weights: KokoroWeights, styleFor: StyleFor): Promise<Started> {
  const session = await startModel(weights, (model) => createSession(model, 'wasm'));
  await tryOut(session, styleFor);
  return { session, checked: '' };
}

/** `həlˈO` */
const hello = [50, 83, 54, 156, 31];

/**
 * The first run is much slower than the others on every device (on WASM five times), so no request should pay for it.
 * And what is obviously broken is better known before a user hears it.
 */
async function tryOut(session: Session, styleFor: StyleFor): Promise<void> {
  try {
    const style = await styleFor(hello.length);
    const fault = obviousFault(await runKokoro(session, hello, { style, speed: 1 }));
    if (fault !== undefined) throw new SpeechError('engine_failed', `It gave ${fault}.`);
  } catch (cause) {
    throw new SpeechError(
      'engine_unavailable',
      `The model does not work on this device: ${asSpeechError(cause).message}`,
      { cause },
    );
  }
}
