import { SpeechError } from '../../../base/errors';
import type { TranscribeJob } from '../../../jobs/transcribe-job';
import { chooseModel } from '../../model-choice';
import { check, FieldError } from '../../request-body';
import { streamedAnswer } from '../../transcription/streamed-answer';
import { wholeAnswer } from '../../transcription/whole-answer';
import { writtenAs, type Wanted } from '../../transcription/bodies';
import type { TranscriptionDialect } from '../../transcription/dialect';
import { checkChannels, extended } from '../../transcription/extension';
import { checkSize } from '../../transcription/form';
import { languageName } from '../../transcription/languages';
import { describeError, refuse } from './errors';
import {
  transcriptionRequest,
  type TranscriptionRequest,
  type TranslationRequest,
} from './transcription-schema';

/** OpenAI's contract for `POST /v1/audio/transcriptions`. */
export const openAiTranscriptions: TranscriptionDialect = {
  async transcribe(fields, core, signal) {
    const request = check(transcriptionRequest, fields);
    refuseSpeakers(request);
    const logprobs = request.include.includes('logprobs');
    if (logprobs && request.response_format !== 'json') {
      refuseFormat('include', "'logprobs' are there", 'json', request);
    }
    const wanted = wantedOf(request, { task: 'transcribe', logprobs });
    const [only, ...others] = request.languages ?? [];
    const language = request.language ?? (others.length === 0 ? only : undefined);
    const prompt = [request.keywords.join(', '), request.prompt].filter((part) => part !== '');
    const job = jobOf(request, wanted, { language, prompt: prompt.join('. ') });
    const transcribed = await core.transcribe(job, signal);
    return streams(request)
      ? streamedAnswer(transcribed, wanted, { describe: describeError })
      : wholeAnswer(transcribed, writtenAs(wanted));
  },

  refuse,
};

/** What an answer has to tell. Throws FieldError for fields that exclude each other. */
export function wantedOf(
  request: TranslationRequest,
  { task, logprobs }: Pick<Wanted, 'task' | 'logprobs'>,
): Wanted {
  const { model, response_format: format, timestamp_granularities: granularities } = request;
  const verbose = format === 'verbose_json';
  const words = granularities.includes('word');
  if (format === 'diarized_json') {
    throw new SpeechError(
      'unsupported',
      "The response_format 'diarized_json' is not available here: no model here tells speakers apart. Use 'json' or 'verbose_json'.",
      { param: 'response_format' },
    );
  }
  // The hosted models of these names have no other format, and clients send them the field all the same.
  if (words && !verbose && !/^gpt-/i.test(model)) {
    refuseFormat('timestamp_granularities', 'words are there', 'verbose_json', request);
  }
  if (streams(request) && (format === 'srt' || format === 'vtt')) {
    throw new FieldError(
      'value',
      `Invalid 'stream': the response_format '${format}' is not streamed. Use 'json', or leave 'stream' out.`,
      'stream',
    );
  }
  checkChannels(request.sotto, streams(request));
  return {
    format,
    task,
    words: words && verbose,
    segments: granularities.includes('segment'),
    logprobs,
    wordTimes: request.sotto?.word_times ?? false,
    nameLanguage: languageName,
  };
}

/** Throws SpeechError for a model that does not transcribe and a file that has no recording. */
export function jobOf(
  { model, file, temperature, sotto }: TranslationRequest,
  { task, words, logprobs, wordTimes }: Wanted,
  { language, prompt }: Pick<TranscribeJob, 'language' | 'prompt'>,
): TranscribeJob {
  if (model.toLowerCase() === 'gpt-4o-transcribe-diarize') {
    throw new SpeechError(
      'unsupported',
      `The model '${model}' is not available here: no model here tells speakers apart. Use 'gpt-4o-transcribe'.`,
      { param: 'model' },
    );
  }
  const card = chooseModel(model, 'transcription');
  checkSize(file);
  const withWords = [words, logprobs, wordTimes].includes(true);
  return {
    ...{ model: card, audio: file, language, task, prompt, temperature, words: withWords },
    ...extended(sotto),
  };
}

/** The hosted model that has no streams ignores the wish. */
export function streams({ model, stream }: Pick<TranslationRequest, 'model' | 'stream'>): boolean {
  return stream && model.toLowerCase() !== 'whisper-1';
}

function refuseFormat(
  param: string,
  what: string,
  format: string,
  { response_format: asked }: TranslationRequest,
): never {
  throw new FieldError(
    'value',
    `Invalid '${param}': ${what} only with response_format '${format}', but got '${asked}' instead.`,
    param,
  );
}

function refuseSpeakers(request: TranscriptionRequest): void {
  const param = (['known_speaker_names', 'known_speaker_references'] as const).find(
    (name) => request[name] !== undefined,
  );
  if (param === undefined) return;
  throw new SpeechError(
    'unsupported',
    `The field '${param}' is not available here: no model here tells speakers apart. Leave it out.`,
    { param },
  );
}
