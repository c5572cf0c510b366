import { SpeechError } from '../base/errors';
import { toWireRequest, type ServerLink } from '../wire/port-fetch';
import { unavailable } from '../wire/unavailable';
import { isForApi } from './api-paths';
import type { ServerFinder } from './server-finder';

/** Times that a request is asked again when its server is lost before it answered. */
const retries = 3;

/**
 * Sends API requests to the server of the leading tab, and asks again when that tab is closed before it answered.
 * `scope` is the app's base URL.
 */
export function createApiRelay(server: ServerFinder, scope: string) {
  return {
    /** Joins another page to the server. */
    async connect(port: MessagePort): Promise<void> {
      try {
        (await server.find()).adopt(port);
      } catch {
        // The page asks again when its port stays silent.
        port.close();
      }
    },

    answers: (request: Request) => isForApi(request, scope),

    async answer(request: Request): Promise<Response> {
      const asked = await toWireRequest(request);
      for (let attempt = 0; ; attempt++) {
        let link: ServerLink | undefined;
        try {
          link = await server.find();
          return await link.ask(asked, request.signal);
        } catch (error) {
          if (link?.lost.aborted && attempt < retries) continue;
          if (error instanceof SpeechError && error.code === 'server_lost')
            return unavailable(error);
          throw error;
        }
      }
    },
  };
}
