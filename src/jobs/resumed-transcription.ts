import type { Heard, HeardBefore } from '../engines/engine';
import type { JobLog } from './job-runner';
import type { Core } from './speak-job';
import type { TranscribeJob, Transcribed } from './transcribe-job';

/** What was heard in windows that are done, and by which model; the last is a progress. */
type Part = { model: string; heard: Heard[] };

/** Milliseconds between two parts that are kept. */
const rhythm = 3000;

/**
 * As `core.transcribe`, after what a lost thread has heard and kept of the recording; what is heard is kept in its turn.
 */
export async function resumeTranscription(
  job: TranscribeJob,
  core: Core,
  { log, signal }: { log: JobLog; signal: AbortSignal },
): Promise<Transcribed> {
  const parts = (log.parts as Part[]).filter(({ model }) => model === job.model.id);
  const before = parts.flatMap(({ heard }) => heard);
  const rest = before.length === 0 ? job : { ...job, before: endOf(before) };
  const transcribed = await core.transcribe(rest, signal);
  const keep = (heard: Heard[]) => log.keep({ model: job.model.id, heard } satisfies Part);
  return { ...transcribed, heard: continued(before, transcribed.heard, keep) };
}

function endOf(heard: readonly Heard[]): HeardBefore {
  const last = heard.findLast((each) => each.type === 'progress');
  const channel = last?.channel;
  const segments = heard
    .flatMap((each) => (each.type === 'segment' ? [each.segment] : []))
    .filter((segment) => segment.channel === channel);
  return {
    seconds: last?.done ?? 0,
    language: languageOf(heard, channel)?.language,
    channel,
    segments: segments.map(({ tokens, temperature }) => ({ tokens, temperature })),
  };
}

function languageOf(heard: readonly Heard[], channel: number | undefined) {
  return heard.filter((each) => each.type === 'language').find((each) => each.channel === channel);
}

async function* continued(
  before: readonly Heard[],
  heard: AsyncIterable<Heard>,
  keep: (heard: Heard[]) => Promise<void>,
): AsyncGenerator<Heard, void, undefined> {
  yield* before;
  let fresh: Heard[] = [];
  let kept = performance.now();
  for await (const each of heard) {
    if (each.type === 'language' && languageOf(before, each.channel)) continue;
    if (each.type !== 'partial') fresh.push(each);
    if (each.type === 'progress' && performance.now() - kept >= rhythm) {
      await keep(fresh);
      fresh = [];
      kept = performance.now();
    }
    yield each;
  }
}
