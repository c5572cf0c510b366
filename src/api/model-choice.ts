import { SpeechError } from '../base/errors';
import { findModel, models, type ModelCard } from '../catalog/models';

/**
 * The model that a caller names by id or alias, of one kind where that matters. Throws SpeechError `unknown_model` with
 * the list of ids.
 */
export function chooseModel(id: string, kind?: ModelCard['kind']): ModelCard {
  const fits = (card: ModelCard) => kind === undefined || card.kind === kind;
  const card = findModel(id);
  if (card && fits(card)) return card;
  const ids = models.filter(fits).flatMap((each) => [each.id, ...each.aliases]);
  const shown = id.length <= 60 ? `'${id}'` : `of ${id.length} characters`;
  const problem = card
    ? `The model ${shown} does not do that: it is for ${card.kind}.`
    : `The model ${shown} does not exist.`;
  throw new SpeechError('unknown_model', `${problem} Valid models: ${ids.join(', ')}.`, {
    param: 'model',
  });
}
