import type { SpeechError } from '../base/errors';

/** The answer while there is no server: what OpenAI's clients read as "try again soon". */
export function unavailable({ message, retryAfter = 1 }: SpeechError): Response {
  return Response.json(
    { error: { message, type: 'server_error', param: null, code: 'server_lost' } },
    {
      status: 503,
      headers: {
        'retry-after': String(retryAfter),
        'x-request-id': `req_${crypto.randomUUID()}`,
      },
    },
  );
}
