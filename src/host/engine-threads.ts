import { SpeechError } from '../base/errors';
import type { ModelCard } from '../catalog/models';
import type { DevicePreference } from '../engines/engine';
import type { StartEngine } from '../jobs/start-engine';
import { connectEngine } from '../wire/engine-port';
import { spawnEngine } from './spawn-engine';

type Around = {
  /** The hub's address as `FileRef` names it. */
  hub: () => Promise<string>;
  /** Base URL of the app's own files, ending in a slash. */
  base: string;
  /** Where a model starts when its start names no device. */
  device: (card: ModelCard) => Promise<DevicePreference>;
};

/** Times that a thread's script is fetched, since the browser may end the service worker that it comes through. */
const mostTries = 3;
/** Milliseconds between them. */
const pause = 500;
/** Milliseconds for the first script to run; a slow network gets four times as many each time. */
const scriptPatience = 5000;

/** Starts each model in a thread of its own, which is ended when the start fails. */
export function createEngineThreads({ hub, base, device: usual }: Around): StartEngine {
  return async (card, wanted, { report, signal }) => {
    for (let tries = 1; ; tries++) {
      const link = connectEngine(spawnEngine(card.id), scriptPatience * 4 ** (tries - 1));
      signal.addEventListener('abort', () => link.end());
      try {
        const device = wanted === 'auto' ? await usual(card) : wanted;
        const request = { model: card.id, hub: await hub(), base, device };
        const placement = await link.load(request, report);
        return { placement, speaker: link.speaker, transcriber: link.transcriber, lost: link.lost };
      } catch (error) {
        link.end();
        if (signal.aborted || !link.neverRan) throw error;
        if (tries === mostTries) throw notFetched(card, error);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  };
}

function notFetched({ id }: ModelCard, cause: unknown): SpeechError {
  return new SpeechError(
    'engine_unavailable',
    `The thread of the model '${id}' could not be fetched. Try again when the network is back; if the app was updated meanwhile, reload the page.`,
    { cause },
  );
}
