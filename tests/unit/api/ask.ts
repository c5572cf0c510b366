import { createApi } from '../../../src/api/app';
import type { ModelArchives } from '../../../src/jobs/model-archives';
import type { Core } from '../../../src/jobs/speak-job';
import { fakeArchives } from './fake-archives';

/** The API as a fetch for paths. */
export function createAsk(core: Core, archives: ModelArchives = fakeArchives()) {
  const api = createApi(core, archives);
  return (path: string, init?: RequestInit) => api.fetch(new Request(`http://local${path}`, init));
}

/** A speech request with a body as it is (text) or as JSON. */
export function speechRequest(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

export type ErrorAnswer = {
  error: { message: string; type: string; param: string | null; code: string | null };
  detail?: string;
};

export async function errorOf(response: Response): Promise<ErrorAnswer['error']> {
  return ((await response.json()) as ErrorAnswer).error;
}
