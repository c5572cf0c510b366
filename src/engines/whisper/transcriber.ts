import { decodeAudio } from '../../audio/decode';
import { assert } from '../../base/assert';
import type { ModelCard, Precision } from '../../catalog/models';
import { isMissingFile } from '../../weights/store';
import type { Heard, LoadOptions, LoadTranscriber, Segment, Transcriber } from '../engine';
import { precisionsFor } from '../device-policy';
import { defaultLimits } from './fallback';
import { listen, type HeardSegment } from './listen';
import { loadEars, type Ears } from './load-ears';
import { sumOf } from './progress-sum';

/** Loads a Whisper on the given device and no other. Throws what the weight store throws. */
export const load: LoadTranscriber = async (card, options) => {
  const { device, reason = '' } = options;
  const precision = choosePrecision(card, options);
  const ears = await fromTwin(card, (repo) => earsOf(card, { ...options, repo, precision }));
  return { transcriber: createTranscriber(ears), placement: { device, precision, reason } };
};

function choosePrecision(card: ModelCard, { device, precisions }: LoadOptions): Precision {
  const wanted = precisions ?? precisionsFor(card.engine, device);
  const precision = wanted.find((each) => card.weights?.files[each]);
  assert(precision, `the model '${card.id}' has a file for ${device}`);
  return precision;
}

/** When the hub does not have the card's repository, its twin is asked for the same. */
async function fromTwin<T>(card: ModelCard, from: (repo: string) => Promise<T>): Promise<T> {
  const { weights } = card;
  assert(weights, `the model '${card.id}' has weights`);
  try {
    return await from(weights.repo);
  } catch (error) {
    if (weights.twin === undefined || !isMissingFile(error)) throw error;
    return from(weights.twin);
  }
}

function earsOf(
  { weights }: ModelCard,
  options: LoadOptions & { repo: string; precision: Precision },
): Promise<Ears> {
  const { repo, precision, device, report } = options;
  const tell = sumOf((loaded, total) => report({ phase: 'download', loaded, total }));
  return loadEars({
    ...{ repo, device, weights: options.weights, report: tell },
    hub: weights?.hub === 'own' ? `${options.base}hub` : options.hub,
    revision: weights?.revision ?? 'main',
    precision: { encoder: precision, decoder: precision },
  });
}

function createTranscriber(ears: Ears): Transcriber {
  return {
    async *run(clip, { signal = new AbortController().signal } = {}) {
      const { sampleRate } = ears.model.facts;
      const { duration, samples } = await decodeAudio(clip.audio, { sampleRate, signal });
      const { language, task, prompt, words, seed } = clip;
      const { temperatures } = defaultLimits;
      const limits = {
        ...defaultLimits,
        temperatures: [clip.temperature, ...temperatures.filter((each) => each > clip.temperature)],
      };
      const options = { language, task, prompt, words, seed, limits, signal, carryContext: true };
      let told = false;
      for await (const window of listen(ears, samples, options)) {
        const spoken = window.language ?? 'en';
        if (!told) yield languageOf(spoken, window.languages.get(spoken) ?? 1);
        told = true;
        for (const segment of window.segments)
          yield { type: 'segment', segment: toSegment(segment) };
        yield { type: 'progress', done: window.done, total: duration };
      }
      if (!told) yield languageOf(language ?? 'en', 1);
    },
    dispose: () => ears.model.dispose(),
  };
}

const languageOf = (language: string, probability: number): Heard => ({
  type: 'language',
  language,
  probability,
});

function toSegment(segment: HeardSegment): Segment {
  return { ...segment, interpolated: false };
}
