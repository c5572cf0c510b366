import type { ModelCard } from '../../catalog/models';
import type { Core } from '../../jobs/speak-job';
import { chooseModel } from '../model-choice';

/**
 * The hosted APIs have one Whisper, the largest, and their clients know no other name. Where it would need a graphics
 * card that is not there, the largest one that a processor can carry listens in its place; answers tell its name.
 */
export async function withinReach(model: ModelCard, core: Core): Promise<ModelCard> {
  if (!model.weights?.needsGpu) return model;
  const { planned } = await core.state(model);
  return planned.device === 'webgpu' ? model : chooseModel('whisper-small', 'transcription');
}
