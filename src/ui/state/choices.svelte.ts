import { speechModels, type ModelCard } from '../../catalog/models';
import type { Voice } from '../../catalog/voice';
import { voicesOf } from '../../catalog/voices';
import { recall, remember } from './remembered';
import { speeds } from './speeds';

/** Model, voice and speed, as the user left them last time. The first model is the one that needs no download. */
export class Choices {
  #modelId = $state(recall('model') ?? '');
  #speed = $state(nearestSpeed(recall('speed')));
  /** The voice chosen last for each model. */
  #voices = $state<Record<string, string>>({});

  readonly model: ModelCard = $derived(chosenModel(this.#modelId));
  readonly voices: readonly Voice[] = $derived(voicesOf(this.model));
  readonly voice: Voice = $derived(this.#chosenVoice());

  chooseModel(id: string): void {
    this.#modelId = id;
    remember('model', id);
  }

  chooseVoice(id: string): void {
    this.#voices[this.model.id] = id;
    remember(`voice.${this.model.id}`, id);
  }

  /** One of `speeds`. */
  get speed(): number {
    return this.#speed;
  }

  set speed(value: number) {
    this.#speed = value;
    remember('speed', String(value));
  }

  #chosenVoice(): Voice {
    const { id, defaultVoice } = this.model;
    const wanted = this.#voices[id] ?? recall(`voice.${id}`) ?? defaultVoice;
    const find = (name: string) => this.voices.find((voice) => voice.id === name);
    const found = find(wanted) ?? find(defaultVoice) ?? this.voices[0];
    if (!found) throw new Error(`The catalog has no voice for the model '${id}'.`);
    return found;
  }
}

function chosenModel(id: string): ModelCard {
  const chosen = speechModels.find((card) => card.id === id) ?? speechModels[0];
  if (!chosen) throw new Error('The catalog has no model that speaks.');
  return chosen;
}

function nearestSpeed(text: string | undefined): number {
  return speeds.find((speed) => String(speed) === text) ?? 1;
}
