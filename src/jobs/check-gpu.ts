import { asSpeechError, SpeechError } from '../base/errors';
import type { ModelCard } from '../catalog/models';
import type { DeviceSurvey } from '../engines/device-survey';
import type { Verdict } from '../weights/verdicts';
import type { DeviceChoice } from './device-choice';
import type { BorrowedEngine, EnginePool } from './engine-pool';

type Around = {
  pool: Pick<EnginePool, 'unload' | 'placement'>;
  devices: DeviceSurvey;
  choice: DeviceChoice;
  /** The model for one request, started if it isn't. */
  borrow: () => Promise<BorrowedEngine>;
};

/**
 * Loads a model anew on the graphics card, where it is compared with the processor, whatever was found before. It then
 * stays where it would run anyway. Throws SpeechError `unsupported` when there is no card for it, `model_busy` (unless
 * `force`), and `engine_unavailable` when the card could not be tried.
 */
export async function checkGpu(
  card: ModelCard,
  { pool, devices, choice, borrow }: Around,
  { force }: { force: boolean },
): Promise<Verdict> {
  const objection = await devices.objection(card);
  if (objection !== undefined) {
    const message = `The model '${card.id}' cannot be checked on a graphics card: ${objection}.`;
    throw new SpeechError('unsupported', message, { param: 'model' });
  }
  pool.unload(card, { force });
  await devices.forget(card);
  const since = Date.now();
  const { device, reason } = await choice.onGpu(card, async () => {
    // Meanwhile it may have been started for someone else.
    pool.unload(card, { force });
    const { engine, release } = await borrow();
    release();
    return engine.placement;
  });
  const verdicts = await devices.verdicts();
  const verdict = verdicts.find(({ model, date }) => model === card.id && date >= since);
  if (!verdict) throw new SpeechError('engine_unavailable', `There is no verdict. ${reason}`);
  if ((await devices.plan(card)).device !== device) unloadUnlessBusy(pool, card);
  return verdict;
}

/** Ends the thread of a loaded model that no request needs, so that its next start follows the rules as they are now. */
export function unloadUnlessBusy(
  pool: Pick<EnginePool, 'unload' | 'placement'>,
  card: ModelCard,
): void {
  if (!pool.placement(card)) return;
  try {
    pool.unload(card, { force: false });
  } catch (error) {
    if (asSpeechError(error).code !== 'model_busy') throw error;
  }
}
