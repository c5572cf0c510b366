import { findModel, models, type ModelCard } from '../../catalog/models';
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

  readonly model: ModelCard = $derived(findModel(this.#modelId) ?? firstModel());
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

function firstModel(): ModelCard {
  const [first] = models;
  if (!first) throw new Error('The catalog has no model.');
  return first;
}

function nearestSpeed(text: string | undefined): number {
  return speeds.find((speed) => String(speed) === text) ?? 1;
}
