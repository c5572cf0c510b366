import { SpeechError } from '../base/errors';
import { whenEnded } from '../base/streams';
import type { Clip, Heard, Transcriber } from '../engines/engine';
import type { LoadedEngine } from './engine-pool';
import type { TranscribeJob, Transcribed } from './transcribe-job';

/**
 * Writes a job down with a loaded model: resolves when the engine has something to tell, so that a failure until then
 * can still be answered with a status. Each step waits for its turn.
 */
export async function transcribe(
  { model, channels, ...asked }: TranscribeJob,
  { transcriber, placement, turns }: LoadedEngine,
  signal: AbortSignal,
): Promise<Transcribed> {
  const clip = { ...asked, language: asked.language ?? asked.before?.language };
  const whole =
    channels === 'separate'
      ? eachChannel(transcriber, asked, signal)
      : transcriber.run(clip, { signal });
  const steps = whole[Symbol.asyncIterator]();
  const stop = async () => {
    await steps.return?.();
  };
  const next = async () => {
    const step = await turns.run(() => steps.next(), { due: performance.now() + patience, signal });
    signal.throwIfAborted();
    return step;
  };
  async function* heard(first: IteratorResult<Heard, void>) {
    for (let step = first; !step.done; step = await next()) yield step.value;
  }
  try {
    return { model, placement, heard: whenEnded(heard(await next()), stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Channel after channel, from the one that was reached before until the file has no more; all that is told tells its own. */
async function* eachChannel(
  transcriber: Transcriber,
  { before, ...clip }: Clip,
  signal: AbortSignal,
): AsyncGenerator<Heard, void, undefined> {
  let rest: Partial<Clip> = before ? { before, language: clip.language ?? before.language } : {};
  for (let channel = before?.channel ?? 0; ; channel++) {
    const own = { ...clip, ...rest, channel };
    rest = {};
    try {
      for await (const each of transcriber.run(own, { signal })) {
        yield withChannel(each, channel);
      }
    } catch (error) {
      if (channel > 0 && error instanceof SpeechError && error.param === 'channel') return;
      throw error;
    }
  }
}

function withChannel(heard: Heard, channel: number): Heard {
  if (heard.type === 'partial') return heard;
  if (heard.type !== 'segment') return { ...heard, channel };
  return { ...heard, segment: { ...heard.segment, channel } };
}

/** Milliseconds that a step waits for others on the same device; speech that somebody listens to goes first. */
const patience = 2_000;
