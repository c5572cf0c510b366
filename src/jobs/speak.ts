import { fadeEdges } from '../audio/edges';
import { loadEncoder, type Encoder } from '../audio/encode';
import { startsBeforeEnd } from '../audio/formats';
import { normalise } from '../audio/normalise';
import { resample } from '../audio/resample';
import { oneAhead, whenEnded } from '../base/streams';
import type { SpokenChunk, SpokenWord, Utterance } from '../engines/engine';
import type { LoadedEngine } from './engine-pool';
import type { SpeakJob, Spoken, SpokenBytes } from './speak-job';

/**
 * Speaks a job with a loaded model: resolves with the first chunk spoken, so that a failure until then can still be
 * answered with a status. Each chunk waits for its turn, and the next one is computed while the current one is read.
 */
export async function speak(
  job: SpeakJob,
  engine: LoadedEngine,
  signal: AbortSignal,
): Promise<Spoken> {
  const { text, voice, speed, reading } = job;
  const chunks = oneAhead(takingTurns(engine, { text, voice, speed, ...reading }, signal));
  try {
    const [encoder, first] = await Promise.all([loadEncoder(job.format), chunks.next()]);
    return {
      model: job.model,
      placement: engine.placement,
      audio: whenEnded(toBytes(job, startingWith(first, chunks), encoder), async () => {
        await chunks.return();
      }),
    };
  } catch (error) {
    await chunks.return();
    throw error;
  }
}

/** Milliseconds that a chunk waits for newer requests at most, however far its listener is from hearing it. */
const longestWait = 10_000;

/**
 * Each chunk is due when someone who listens from the first one on would run dry: a first chunk at once, and chunks of
 * a long text, computed faster than they are heard, later than those of a request that has just come.
 */
async function* takingTurns(
  { speaker, turns }: LoadedEngine,
  utterance: Utterance,
  signal: AbortSignal,
): AsyncGenerator<SpokenChunk, void, undefined> {
  const chunks = speaker.run(utterance, { signal })[Symbol.asyncIterator]();
  let dry = 0;
  try {
    for (;;) {
      const now = performance.now();
      const due = Math.min(Math.max(dry, now), now + longestWait);
      const next = await turns.run(() => chunks.next(), { due, signal });
      signal.throwIfAborted();
      if (next.done) return;
      const { samples, sampleRate } = next.value;
      dry = Math.max(dry, performance.now()) + (1000 * samples.length) / sampleRate;
      yield next.value;
    }
  } finally {
    await chunks.return?.();
  }
}

async function* startingWith<T>(
  first: IteratorResult<T, void>,
  rest: AsyncIterable<T>,
): AsyncGenerator<T, void, undefined> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

async function* toBytes(
  job: SpeakJob,
  chunks: AsyncIterable<SpokenChunk>,
  encode: Encoder,
): AsyncGenerator<SpokenBytes, void, undefined> {
  const { format, sampleRate, header, loudness } = job;
  let spokenSeconds = 0;
  let words: SpokenWord[] = [];
  async function* samples() {
    for await (const chunk of chunks) {
      for (const word of chunk.words) {
        words.push({ ...word, start: word.start + spokenSeconds, end: word.end + spokenSeconds });
      }
      spokenSeconds += chunk.samples.length / chunk.sampleRate;
      yield fadeEdges(chunk.samples, chunk.sampleRate);
    }
  }
  const ownRate = job.model.sampleRate;
  const measure = startsBeforeEnd(format, header) ? 'running' : 'whole';
  const speech =
    loudness === undefined
      ? samples()
      : normalise(samples(), ownRate, { target: loudness, measure });
  const resampled = resample(speech, ownRate, sampleRate);
  for await (const bytes of encode(resampled, sampleRate, header)) {
    const spoken = words;
    words = [];
    yield { bytes, words: spoken };
  }
}
