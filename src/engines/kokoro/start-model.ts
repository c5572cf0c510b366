import { asSpeechError } from '../../base/errors';
import type { FileBytes } from '../../weights/store';
import type { Session } from '../session';
import type { KokoroWeights } from './weights';

/**
 * A session of the model. A file that the runtime refuses is checked again, and when something was wrong with it, tried
 * once more as it then is. Throws what `start` throws.
 */
export async function startModel<Started extends Session>(
  { model, recheck }: Pick<KokoroWeights, 'model' | 'recheck'>,
  start: (model: FileBytes) => Promise<Started>,
): Promise<Started> {
  try {
    return await start(model);
  } catch (error) {
    // Without a cause the device could not be had, and the file was not even looked at.
    if (asSpeechError(error).cause === undefined) throw error;
    const anew = await recheck().catch((failure: unknown) => {
      console.warn('A model that could not be started could not be checked either.', failure);
    });
    if (!anew) throw error;
    return start(anew);
  }
}
