import { check } from '../../request-body';
import { writtenAs } from '../../transcription/bodies';
import { streamedAnswer } from '../../transcription/streamed-answer';
import { wholeAnswer } from '../../transcription/whole-answer';
import type { TranscriptionDialect } from '../../transcription/dialect';
import { describeError, refuse } from './errors';
import { translationRequest } from './transcription-schema';
import { jobOf, streams, wantedOf } from './transcriptions';

/** OpenAI's contract for `POST /v1/audio/translations`: into English, from any language. */
export const openAiTranslations: TranscriptionDialect = {
  async transcribe(fields, core, signal) {
    const request = check(translationRequest, fields);
    const wanted = wantedOf(request, { task: 'translate', logprobs: false });
    const job = jobOf(request, wanted, { language: undefined, prompt: request.prompt });
    const transcribed = await core.transcribe(job, signal);
    return streams(request)
      ? streamedAnswer(transcribed, wanted, { describe: describeError })
      : wholeAnswer(transcribed, writtenAs(wanted));
  },

  refuse,
};
