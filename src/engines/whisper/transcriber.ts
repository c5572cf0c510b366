import { decodeAudio } from '../../audio/decode';
import { assert } from '../../base/assert';
import type { ModelCard, Precision } from '../../catalog/models';
import { isMissingFile } from '../../weights/store';
import { precisionsFor } from '../device-policy';
import { addProgress } from '../download-sum';
import type { Clip, LoadOptions, LoadTranscriber, Transcriber } from '../engine';
import { defaultLimits } from './fallback';
import type { Guards } from './guards';
import { listen, type HeardWindow, type ListenOptions } from './listen';
import { loadEars, type OnnxEars } from './load-ears';
import { withPartials } from './partials';
import { loadSpeechDetector, type SpeechDetector } from './speech-detector';

/** Loads a Whisper on the given device and no other. Throws what the weight store throws. */
export const load: LoadTranscriber = async (card, options) => {
  const { device, reason = '' } = options;
  const precision = choosePrecision(card, options);
  const ears = await fromTwin(card, (repo) => earsOf(card, { ...options, repo, precision }));
  const transcriber = createTranscriber(ears, { detector: await loadSpeechDetector() });
  return { transcriber, placement: { device, precision, reason } };
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
): Promise<OnnxEars> {
  const { repo, precision, device, report } = options;
  const tell = addProgress((loaded, total) => report({ phase: 'download', loaded, total }));
  return loadEars({
    ...{ repo, device, weights: options.weights, report: tell },
    hub: weights?.hub === 'own' ? `${options.base}hub` : options.hub,
    revision: weights?.revision ?? 'main',
    precision: { encoder: precision, decoder: precision },
  });
}

type Habits = {
  /** Undefined: windows follow each other as they are, silence included. */
  detector?: SpeechDetector;
  guards?: Guards;
};

/** Writes recordings down, one at a time. */
export function createTranscriber(ears: OnnxEars, { detector, guards }: Habits = {}): Transcriber {
  return {
    async *run(clip, { signal = new AbortController().signal } = {}) {
      const { sampleRate } = ears.model.facts;
      const { duration, samples } = await decodeAudio(clip.audio, { sampleRate, signal });
      const options = { ...optionsOf(clip), detector, ...(guards ? { guards } : {}) };
      const heard = withPartials<HeardWindow, string>(
        (onPartial, both) => listen(ears, samples, { ...options, onPartial, signal: both }),
        signal,
      );
      let told = false;
      let done = 0;
      for await (const one of heard) {
        if ('partial' in one) {
          yield { type: 'partial', text: one.partial };
          continue;
        }
        const { language, languages, segments } = one.whole;
        if (!told && language !== undefined && segments.length > 0) {
          told = true;
          yield { type: 'language', language, probability: languages.get(language) ?? 1 };
        }
        for (const segment of segments) yield { type: 'segment', segment };
        ({ done } = one.whole);
        yield { type: 'progress', done, total: duration };
      }
      yield { type: 'progress', done, total: done };
    },
    async dispose() {
      await detector?.dispose();
      await ears.model.dispose();
    },
  };
}

function optionsOf(clip: Clip): Omit<ListenOptions, 'signal'> {
  const { language, task, prompt, words, seed, temperature } = clip;
  const higher = defaultLimits.temperatures.filter((each) => each > temperature);
  return {
    ...{ language, task, prompt, words, seed, carryContext: true },
    limits: { ...defaultLimits, temperatures: [temperature, ...higher] },
  };
}
