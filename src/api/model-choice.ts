import { SpeechError } from '../base/errors';
import { findModel, models, type ModelCard } from '../catalog/models';

/** The model that a caller names by id or alias; throws SpeechError `unknown_model` with the list of ids. */
export function chooseModel(id: string): ModelCard {
  const card = findModel(id);
  if (card) return card;
  const ids = models.flatMap((each) => [each.id, ...each.aliases]);
  throw new SpeechError(
    'unknown_model',
    `The model '${id}' does not exist. Valid models: ${ids.join(', ')}.`,
    { param: 'model' },
  );
}
