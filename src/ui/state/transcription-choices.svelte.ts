import { models, type ModelCard } from '../../catalog/models';
import type { TranscriptionTask } from '../../client/transcription-client';
import { recall, remember } from './remembered';
import { transcriptionLanguages } from './transcription-languages';

/** The models that listen. */
export const transcriptionModels: readonly ModelCard[] = models.filter(
  ({ kind }) => kind === 'transcription',
);

/** Model, language, task and prompt, as the user left them last time; the prompt is of this visit. */
export class TranscriptionChoices {
  #modelId = $state(recall('transcription.model'));
  #language = $state(knownLanguage(recall('transcription.language')));
  #task = $state<TranscriptionTask>(
    recall('transcription.task') === 'translate' ? 'translate' : 'transcribe',
  );
  prompt = $state('');
  readonly model: ModelCard = $derived(chosenModel(this.#modelId));

  chooseModel(id: string): void {
    this.#modelId = id;
    remember('transcription.model', id);
  }

  /** Whisper's code; empty: to be found out. */
  get language(): string {
    return this.#language;
  }

  set language(code: string) {
    this.#language = code;
    remember('transcription.language', code);
  }

  get task(): TranscriptionTask {
    return this.#task;
  }

  set task(task: TranscriptionTask) {
    this.#task = task;
    remember('transcription.task', task);
  }
}

function chosenModel(id: string | undefined): ModelCard {
  const chosen = transcriptionModels.find((card) => card.id === id) ?? transcriptionModels[0];
  if (!chosen) throw new Error('The catalog has no model that listens.');
  return chosen;
}

function knownLanguage(code = ''): string {
  return transcriptionLanguages.some((language) => language.code === code) ? code : '';
}
