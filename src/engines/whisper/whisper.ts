import { SpeechError } from '../../base/errors';
import { assert } from '../../base/assert';
import { pathsNeededFor } from '../../catalog/model-files';
import type { ModelCard, Precision } from '../../catalog/models';
import { isMissingFile, type FileRef } from '../../weights/store';
import { sayVerdict, subjectOf } from '../agreement/subject';
import { trustGpu } from '../agreement/trust';
import { precisionsFor } from '../device-policy';
import { addProgress } from '../download-sum';
import type { Device, LoadOptions, LoadTranscriber } from '../engine';
import { requireGpu } from '../session';
import { loadEars, type OnnxEars } from './load-ears';
import { compareWhisper, tryOut } from './self-test';
import { loadSpeechDetector } from './speech-detector';
import { createTranscriber } from './transcriber';

/**
 * Loads a Whisper on the given device and no other. Throws what the weight store throws, and SpeechError
 * `engine_unavailable` when the device cannot be used; then try another one in a new thread.
 */
export const load: LoadTranscriber = async (card, options) => {
  const { device, reason = '' } = options;
  const precision = choosePrecision(card, options);
  const start = (on: Device) => startOn(card, { ...options, device: on, precision });
  const { ears, checked } =
    device === 'webgpu'
      ? await startOnGpu(card, precision, start)
      : { ears: await start('wasm'), checked: '' };
  const transcriber = createTranscriber(ears, { detector: await loadSpeechDetector() });
  const said = [reason, checked].filter((each) => each !== '').join(' ');
  return { transcriber, placement: { device, precision, reason: said } };
};

function choosePrecision(card: ModelCard, { device, precisions }: LoadOptions): Precision {
  const wanted = precisions ?? precisionsFor(card.engine, device);
  const precision = wanted.find((each) => card.weights?.files[each]);
  assert(precision, `the model '${card.id}' has a file for ${device}`);
  return precision;
}

type Start = (device: Device) => Promise<OnnxEars>;

async function startOnGpu(
  card: ModelCard,
  precision: Precision,
  start: Start,
): Promise<{ ears: OnnxEars; checked: string }> {
  const adapter = await requireGpu();
  const ears = await start('webgpu');
  assert(ears.watch, 'a graphics card is watched');
  // No processor computes the largest ones, so only what is obviously wrong with those is found.
  const alone = card.weights?.needsGpu === true;
  const verdict = await trustGpu({
    subject: subjectOf(card.id, precision, { adapter: adapter.info }),
    watch: ears.watch,
    compare: () =>
      alone ? tryOut(ears) : compareWhisper({ gpu: ears, startProcessor: () => start('wasm') }),
    warmUp: async () => {
      await tryOut(ears);
    },
  });
  return { ears, checked: alone ? '' : `It was right ${sayVerdict(verdict)}.` };
}

type StartOptions = LoadOptions & { precision: Precision };

/**
 * When the hub does not have the card's repository, its twin is asked for the same. Files that do not start are checked
 * again, and are right for the next start: it is in a new thread, as this one's library cannot start anything any more.
 */
async function startOn(card: ModelCard, options: StartOptions): Promise<OnnxEars> {
  const { weights } = card;
  assert(weights, `the model '${card.id}' has weights`);
  let { repo } = weights;
  try {
    return await earsFrom(repo, card, options).catch((error: unknown) => {
      if (weights.twin === undefined || !isMissingFile(error)) throw error;
      repo = weights.twin;
      return earsFrom(repo, card, options);
    });
  } catch (cause) {
    // What the library and the runtime throw is about the device or the files; the store has errors of its own.
    if (cause instanceof SpeechError) throw cause;
    await recheckFiles(repo, card, options).catch((failure: unknown) => {
      console.warn('A model that could not be started could not be checked either.', failure);
    });
    throw new SpeechError(
      'engine_unavailable',
      `The model could not be started on ${options.device === 'webgpu' ? 'WebGPU' : 'WASM'}: ${String(cause)}`,
      { cause },
    );
  }
}

async function recheckFiles(repo: string, card: ModelCard, options: StartOptions): Promise<void> {
  for (const file of filesOf(repo, card, options)) await options.weights.recheck(file);
}

function filesOf(repo: string, card: ModelCard, { precision, hub, base }: StartOptions): FileRef[] {
  const { weights } = card;
  assert(weights, `the model '${card.id}' has weights`);
  const from = weights.hub === 'own' ? `${base}hub` : hub;
  const { revision } = weights;
  return pathsNeededFor(card, precision).map((path) => ({ hub: from, repo, revision, path }));
}

async function earsFrom(repo: string, card: ModelCard, options: StartOptions): Promise<OnnxEars> {
  const { precision, device, report, weights } = options;
  const files = filesOf(repo, card, options);
  const [first] = files;
  assert(first, `the model '${card.id}' has files`);
  await weights.settle(files);
  const tell = addProgress((loaded, total) => report({ phase: 'download', loaded, total }));
  const { hub, revision } = first;
  return loadEars({ repo, device, precision, weights, report: tell, hub, revision });
}
