import { asSpeechError } from '../base/errors';
import type { ModelCard } from '../catalog/models';
import type { Device, Placement, Progress, Speaker, Transcriber } from '../engines/engine';

export type StartOptions = {
  report: (progress: Progress) => void;
  /** Ends the thread, also after it has started. */
  signal: AbortSignal;
};

/** A model loaded in a new thread; `lost` aborts when that thread died or was ended. */
export type StartedEngine = {
  /** Of a model that speaks. */
  speaker: Speaker;
  /** Of a model that listens. */
  transcriber: Transcriber;
  placement: Placement;
  lost: AbortSignal;
};

/** A new thread, and the model loaded in it. */
export type StartEngine = (
  card: ModelCard,
  device: Device | 'auto',
  options: StartOptions,
) => Promise<StartedEngine>;

/**
 * Starts on the device that the engine thread chooses; when that device cannot be started, once more on WASM, in a new
 * thread: a WebGPU start that failed leaves the runtime of its thread unusable. A model that needs a graphics card is
 * not tried elsewhere.
 */
export async function startAnywhere(
  start: StartEngine,
  card: ModelCard,
  options: StartOptions,
): Promise<StartedEngine> {
  try {
    return await start(card, 'auto', options);
  } catch (error) {
    const { code, message } = asSpeechError(error);
    if (code !== 'engine_unavailable' || card.weights?.needsGpu) throw error;
    options.signal.throwIfAborted();
    const started = await start(card, 'wasm', options);
    const reason = `WebGPU failed, so the model runs on WASM. ${message}`;
    return { ...started, placement: { ...started.placement, reason } };
  }
}
