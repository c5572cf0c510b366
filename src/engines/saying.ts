import type { ModelCard } from '../catalog/models';
import { chooseVoice, type VoiceShare } from '../catalog/voice-choice';
import { createDictionary } from '../text/dictionary';
import type { Saying, ScriptOptions } from '../text/script';
import type { Utterance } from './engine';

/** What a model can read. */
export type Languages = Pick<ScriptOptions, 'speakable' | 'voiceLanguage'> & {
  /** BCP 47: that of the voice. */
  own: string;
  /** Primary subtags that come into question where the language is to be found. */
  among?: readonly string[];
};

/** How the text of an utterance is to be read. */
export function scriptOptions(
  { language, markup, normalise, dictionary = [], emoji }: Utterance,
  { own, among, speakable, voiceLanguage }: Languages,
): ScriptOptions {
  const auto = language === 'auto';
  return {
    language: auto || language === undefined ? own : language,
    detect: auto ? { among } : undefined,
    dictionary: createDictionary(dictionary),
    ...{ markup, normalise, emoji, speakable, voiceLanguage },
  };
}

/** The voice that a tag in a text names; undefined where there is none of that name. */
export function taggedVoice(card: ModelCard, voice: string | undefined): VoiceShare[] | undefined {
  if (voice === undefined) return undefined;
  try {
    return chooseVoice(card, voice);
  } catch {
    // What a text says about its voice is a wish.
    return undefined;
  }
}

/** The speed of a sentence, where `asked` is that of the whole text; 0.25 to 4. */
export function speedOf({ rate, absolute }: Saying, asked: number): number {
  return Math.min(4, Math.max(0.25, absolute ? rate : asked * rate));
}
