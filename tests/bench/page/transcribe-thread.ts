import { decodeAudio } from '../../../src/audio/decode';
import { wavFile } from '../../../src/client/wav-file';
import type { Clip } from '../../../src/engines/engine';
import { fromOrigin } from '../../../src/engines/espeak/data';
import { loadEspeak } from '../../../src/engines/espeak/espeak';
import { openTransformers } from '../../../src/engines/transformers';
import { loadEars } from '../../../src/engines/whisper/load-ears';
import { loadSpeechDetector } from '../../../src/engines/whisper/speech-detector';
import { createTranscriber } from '../../../src/engines/whisper/transcriber';
import { openWeightStore } from '../../../src/weights/idb-store';

// Writes recordings down with the sample Whisper: with Sotto's engine, and with the pipeline of transformers.js.

export type TranscribeOrder = {
  base: string;
  /** A part of the recording: what is said, and how many seconds of silence follow. */
  said: string;
  silence: number;
  /** Seconds of the whole recording, in which the part comes again and again. */
  seconds: number;
  /** How often both are measured, in turns. */
  runs: number;
  /** Whether the pipeline is measured too; it needs the whole recording in memory. */
  compare: boolean;
  /** Seconds of the pieces in which both write; undefined: the model's whole windows. */
  piece?: number;
};
export type TranscribeRuns = {
  /** Milliseconds, the decoding of the file included. */
  sotto: number[];
  /** Of the decoding loop alone, without voice activity: windows follow each other as they are. */
  loop: number[];
  pipeline: number[];
  /** Milliseconds until the first text. */
  firstText: number[];
  /** Of the recording. */
  seconds: number;
  /** Words that were said, and how many each wrote. */
  words: { said: number; sotto: number; loop: number; pipeline: number };
  /** Seconds that Sotto says it has done. */
  done: number;
};

const rate = 16_000;
const repo = 'sotto/sample-whisper';

addEventListener('message', ({ data }: MessageEvent<TranscribeOrder>) => {
  void measure(data).then((runs) => postMessage(runs));
});

async function measure(order: TranscribeOrder): Promise<TranscribeRuns> {
  const { base, runs, compare, piece } = order;
  const { file, seconds, said } = await record(order);
  const sotto = await openSotto(base, piece);
  const pipeline = compare ? await openPipeline(base, piece) : undefined;
  // The first run of each is slower.
  const short = (await record({ ...order, seconds: 1 })).file;
  await sotto(short);
  await pipeline?.(short);
  const result: TranscribeRuns = {
    ...{ sotto: [], loop: [], pipeline: [], firstText: [], seconds, done: 0 },
    words: { said, sotto: 0, loop: 0, pipeline: 0 },
  };
  for (let run = 0; run < runs; run++) {
    let started = performance.now();
    const { firstText, words, done } = await sotto(file);
    result.sotto.push(performance.now() - started);
    result.firstText.push(firstText);
    result.words.sotto = words;
    result.done = done;
    if (!pipeline) continue;
    started = performance.now();
    result.words.loop = (await sotto(file, false)).words;
    result.loop.push(performance.now() - started);
    started = performance.now();
    result.words.pipeline = await pipeline(file);
    result.pipeline.push(performance.now() - started);
  }
  return result;
}

/** A WAV file that is no longer in memory than its part, however long it is. */
async function record({ base, said, silence, seconds }: TranscribeOrder) {
  const espeak = await loadEspeak(fromOrigin(base));
  await espeak.ensure('en-us');
  const speech = espeak.synthesize(said, { voice: 'en-us', wordsPerMinute: 140 });
  const quiet = new Float32Array(Math.round(silence * speech.sampleRate));
  const part = wavFile([speech.samples, quiet], speech.sampleRate);
  const { samples } = await decodeAudio(part, { sampleRate: rate });
  const pieces: Float32Array[] = [];
  for await (const piece of samples) pieces.push(piece.slice());
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const times = Math.max(1, Math.round((seconds * rate) / length));
  const once = await wavFile(pieces, rate).arrayBuffer();
  const header = once.slice(0, 44);
  const bytes = times * (once.byteLength - header.byteLength);
  const view = new DataView(header);
  view.setUint32(4, 36 + bytes, true);
  view.setUint32(40, bytes, true);
  const sound = new Blob([once.slice(44)]);
  const file = new Blob([header, ...Array<Blob>(times).fill(sound)], { type: 'audio/wav' });
  return { file, seconds: (times * length) / rate, said: times * wordsIn(said) };
}

const wordsIn = (text: string) => text.split(/\s+/).filter(Boolean).length;

async function openSotto(base: string, piece: number | undefined) {
  const ears = await loadEars({
    ...{ weights: openWeightStore(), device: 'wasm', precision: 'fp32' },
    ...{ hub: `${base}hub`, repo, revision: 'main' },
  });
  const { facts } = ears.model;
  const speechSamples = piece === undefined ? facts.windowSamples : piece * rate;
  const model = { ...ears.model, facts: { ...facts, speechSamples } };
  const detector = await loadSpeechDetector();
  const transcriber = createTranscriber({ ...ears, model }, { detector });
  const clip = { language: 'en', task: 'transcribe', prompt: '', temperature: 0, seed: 1 } as const;
  return async (audio: Blob, voiceActivity = true) => {
    const guards = { voiceActivity, loops: true, silence: true };
    const started = performance.now();
    const told = { firstText: NaN, words: 0, done: 0 };
    for await (const one of transcriber.run({
      ...clip,
      audio,
      guards,
      words: false,
    } satisfies Clip)) {
      if (Number.isNaN(told.firstText) && one.type !== 'progress' && one.type !== 'language') {
        told.firstText = performance.now() - started;
      }
      if (one.type === 'segment') told.words += wordsIn(one.segment.text);
      if (one.type === 'progress') told.done = one.done;
    }
    return told;
  };
}

/** As long recordings are given to it: in pieces that overlap by a third. Gives how many words it wrote. */
async function openPipeline(base: string, piece = 10) {
  const weights = openWeightStore();
  const { pipeline } = await openTransformers({ weights, hub: `${base}hub` });
  const recogniser = await pipeline('automatic-speech-recognition', repo, {
    ...{ device: 'wasm', dtype: 'fp32' },
  });
  return async (file: Blob) => {
    const { samples } = await decodeAudio(file, { sampleRate: rate });
    const whole = new Float32Array(file.size / 2);
    let length = 0;
    for await (const piece of samples) {
      whole.set(piece, length);
      length += piece.length;
    }
    const options = { language: 'en', task: 'transcribe', return_timestamps: true } as const;
    const recording = whole.subarray(0, length);
    const written = await recogniser(recording, { ...options, chunk_length_s: piece });
    return wordsIn(written.text);
  };
}
