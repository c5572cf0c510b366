import type { OpenAPIHono } from '@hono/zod-openapi';
import type { JobShelf } from '../jobs/job-shelf';
import type { Core } from '../jobs/speak-job';
import { openAiTranscriptions } from './dialects/openai/transcriptions';
import { openAiTranslations } from './dialects/openai/translations';
import {
  answerJob,
  polarGridForm,
  polarGridTranscriptions,
} from './dialects/polargrid/transcription';
import {
  createTranscriptionJobs,
  type TranscriptionJobs,
} from './dialects/polargrid/transcription-jobs';
import type { TranscriptionDialect } from './transcription/dialect';
import { fieldsOf, readForm } from './transcription/form';
import {
  cancelTranscription,
  pollTranscription,
  transcriptions,
  translations,
} from './transcription/routes';

type Task = 'transcribe' | 'translate';

/** `/v1/audio/transcriptions` and `/v1/audio/translations`, in the dialect of the request. */
export function mountTranscription(app: OpenAPIHono, core: Core, shelf: JobShelf): void {
  const jobs = createTranscriptionJobs(core, shelf);
  for (const route of [transcriptions, translations, pollTranscription, cancelTranscription]) {
    app.openAPIRegistry.registerPath(route);
  }
  const serve = (task: Task) => (context: { req: { raw: Request } }) =>
    answer(context.req.raw, { core, jobs, task });
  app.post(transcriptions.path, serve('transcribe'));
  app.post(translations.path, serve('translate'));
  app.get(pollTranscription.path, ({ req }) => answerJob(req.query('job_id'), jobs.get));
  app.delete(cancelTranscription.path, ({ req }) => answerJob(req.query('job_id'), jobs.cancel));
}

type Context = { core: Core; jobs: TranscriptionJobs; task: Task };

async function answer(request: Request, { core, jobs, task }: Context): Promise<Response> {
  const query = new URL(request.url).searchParams;
  let dialect = dialectOf(polarGridForm(query, undefined), { jobs, task });
  try {
    const form = await readForm(request);
    const kind = polarGridForm(query, form);
    dialect = dialectOf(kind, { jobs, task });
    const fields = kind === 'query' ? { ...form, ...fieldsOf(query) } : form;
    return await dialect.transcribe(fields, core, request.signal);
  } catch (reason) {
    return dialect.refuse(reason);
  }
}

function dialectOf(
  polarGrid: ReturnType<typeof polarGridForm>,
  { jobs, task }: Omit<Context, 'core'>,
): TranscriptionDialect {
  if (polarGrid) return polarGridTranscriptions(jobs, { form: polarGrid, task });
  return task === 'translate' ? openAiTranslations : openAiTranscriptions;
}
