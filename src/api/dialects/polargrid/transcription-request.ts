import { SpeechError } from '../../../base/errors';
import type { Core } from '../../../jobs/speak-job';
import type { TranscribeJob } from '../../../jobs/transcribe-job';
import { chooseModel } from '../../model-choice';
import { FieldError } from '../../request-body';
import type { Wanted } from '../../transcription/bodies';
import { checkChannels, extended } from '../../transcription/extension';
import { checkSize } from '../../transcription/form';
import { withinReach } from '../../transcription/stand-in';
import type { TranscriptionRequest } from './transcription-schema';

/** A checked request without its file: it is data alone, so that it can be stored. */
export type TranscriptionOrder = Omit<TranscriptionRequest, 'file'> & { task: Wanted['task'] };

/** Throws FieldError for ways to answer that exclude each other. */
export function checkMode(order: TranscriptionOrder): void {
  const { stream, sync, response_format: format } = order;
  checkChannels(order.sotto, stream);
  if (stream && sync) {
    throw new FieldError('value', "Use either 'stream' or 'sync', not both.", 'sync');
  }
  if (stream && (format === 'srt' || format === 'vtt')) {
    throw new FieldError(
      'value',
      `The response_format '${format}' cannot be streamed. Use json, or 'sync'.`,
      'response_format',
    );
  }
}

export function wantedOf(order: TranscriptionOrder): Wanted {
  const granularities = order.timestamp_granularities;
  return {
    format: order.response_format,
    task: order.task,
    words: granularities.includes('word'),
    segments: granularities.includes('segment'),
    logprobs: false,
    wordTimes: order.sotto?.word_times ?? false,
    nameLanguage: (code) => code,
  };
}

/** Throws SpeechError for a model that does not transcribe here, and a file that has no recording. */
export async function jobOf(
  order: TranscriptionOrder,
  file: Blob,
  core: Core,
): Promise<TranscribeJob> {
  const { task, prompt, temperature, timestamp_granularities: granularities } = order;
  if (order.model.toLowerCase() === 'cohere-transcribe-03-2026') {
    throw new SpeechError(
      'model_not_loaded',
      `Model not loaded: '${order.model}' cannot run here. Use 'whisper-large-v3-turbo'.`,
      { param: 'model' },
    );
  }
  const named = chooseModel(order.model, 'transcription');
  checkSize(file);
  const model = await withinReach(named, core);
  const language = task === 'translate' ? undefined : order.language;
  const words = granularities.includes('word') || order.sotto?.word_times === true;
  const asked = { model, audio: file, language, task, prompt, temperature, words };
  return { ...asked, ...extended(order.sotto) };
}
