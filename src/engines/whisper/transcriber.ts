import { decodeAudio } from '../../audio/decode';
import { withoutOffset } from '../../audio/offset';
import type { Clip, Transcriber } from '../engine';
import { defaultLimits } from './fallback';
import { allGuards, type Guards } from './guards';
import { listen, type HeardWindow, type ListenOptions } from './listen';
import type { OnnxEars } from './load-ears';
import { withPartials } from './partials';
import type { SpeechDetector } from './speech-detector';

type Habits = {
  /** Undefined: windows follow each other as they are, silence included. */
  detector?: SpeechDetector;
  guards?: Guards;
};

/** Writes recordings down, one at a time. */
export function createTranscriber(ears: OnnxEars, habits: Habits = {}): Transcriber {
  return {
    async *run(clip, { signal = new AbortController().signal } = {}) {
      const { sampleRate } = ears.model.facts;
      const { audio, channel, before } = clip;
      const from = before?.seconds ?? 0;
      const { duration, samples } = await decodeAudio(audio, { sampleRate, signal, channel, from });
      const sound = withoutOffset(samples, sampleRate);
      const options = optionsOf(clip, habits);
      const heard = withPartials<HeardWindow, string>(
        (onPartial, both) => listen(ears, sound, { ...options, onPartial, signal: both }),
        signal,
      );
      let told = false;
      let done = from;
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
      await habits.detector?.dispose();
      await ears.model.dispose();
    },
  };
}

function optionsOf(clip: Clip, { detector, guards }: Habits): Omit<ListenOptions, 'signal'> {
  const { language, task, prompt, words, seed, temperature, before } = clip;
  const { voiceActivity = true, ...wanted } = clip.guards ?? {};
  const higher = defaultLimits.temperatures.filter((each) => each > temperature);
  return {
    ...{ language, task, prompt, words, seed, before, carryContext: true },
    detector: voiceActivity ? detector : undefined,
    guards: { ...allGuards, ...guards, ...wanted },
    limits: { ...defaultLimits, temperatures: [temperature, ...higher] },
  };
}
