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

/** Starts each model in a thread of its own, which is ended when the start fails. */
export function createEngineThreads({ hub, base, device: usual }: Around): StartEngine {
  return async (card, wanted, { report, signal }) => {
    const { load, speaker, transcriber, lost, end } = connectEngine(spawnEngine(card.id));
    signal.addEventListener('abort', () => end());
    try {
      const device = wanted === 'auto' ? await usual(card) : wanted;
      const request = { model: card.id, hub: await hub(), base, device };
      return { placement: await load(request, report), speaker, transcriber, lost };
    } catch (error) {
      end();
      throw error;
    }
  };
}
