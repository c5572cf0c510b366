import { SpeechError } from '../base/errors';
import type { ModelCard } from './models';
import { voiceForOpenAiName, voicesOf } from './voices';

/** A voice and its share of a mix; the shares of a choice add up to 1. */
export type VoiceShare = { id: string; share: number };

/**
 * Reads a voice as callers write it: an id of this model, a name of OpenAI's, an eSpeak variant (`de+f2`), or a Kokoro
 * mix (`af_bella(2)+af_sky(1)`; without weights the parts are equal).
 * Throws SpeechError `unknown_voice` with the list of valid ones, or `invalid_request` for a weight that is no
 * positive number.
 */
export function chooseVoice(card: ModelCard, text: string): VoiceShare[] {
  const known = new Set(voicesOf(card).map((voice) => voice.id));
  if (card.engine === 'espeak') return [{ id: espeakVoice(card, text, known), share: 1 }];
  const parts = text.split('+').map((part) => readPart(part.trim(), text));
  const total = parts.reduce((sum, part) => sum + part.share, 0);
  return parts.map(({ id, share }) => {
    const wanted = id.toLowerCase();
    const ours = known.has(wanted) ? wanted : voiceForOpenAiName(card, wanted);
    if (ours === undefined) throw unknownVoice(card, id);
    return { id: ours, share: share / total };
  });
}

function espeakVoice(card: ModelCard, text: string, known: ReadonlySet<string>): string {
  const wanted = text.trim().toLowerCase();
  const ours = voiceForOpenAiName(card, wanted) ?? wanted;
  const [id = '', variant, ...more] = ours.split('+');
  if (
    !known.has(id) ||
    more.length > 0 ||
    (variant !== undefined && !espeakVariants.has(variant))
  ) {
    throw unknownVoice(card, text);
  }
  return ours;
}

/** The numbered variants of eSpeak NG: seven male, five female voices, a croaking and a whispering one. */
const espeakVariants = new Set(
  'm1 m2 m3 m4 m5 m6 m7 m8 f1 f2 f3 f4 f5 croak whisper whisperf'.split(' '),
);

/** Far beyond any use, and far below where sums of weights lose their parts. */
const mostWeight = 1000;

function readPart(part: string, whole: string): VoiceShare {
  const match = /^([^()\s]+)\s*(?:\(\s*([^()]*?)\s*\))?$/.exec(part);
  if (!match) {
    throw new SpeechError(
      'invalid_request',
      `The voice '${shortened(whole)}' could not be read. Write one voice, or a mix such as 'af_bella(2)+af_sky(1)'.`,
      { param: 'voice' },
    );
  }
  const share = match[2] === undefined ? 1 : Number(match[2] === '' ? Number.NaN : match[2]);
  if (!(share > 0 && share <= mostWeight)) {
    throw new SpeechError(
      'invalid_request',
      `The weight of '${shortened(match[1] ?? '')}' in the voice '${shortened(whole)}' must be a number above 0, up to ${mostWeight}.`,
      { param: 'voice' },
    );
  }
  return { id: match[1] ?? '', share };
}

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}

function unknownVoice(card: ModelCard, name: string): SpeechError {
  const ids = voicesOf(card).map((voice) => voice.id);
  return new SpeechError(
    'unknown_voice',
    `The voice '${shortened(name)}' does not exist for the model '${card.id}'. Valid voices: ${ids.join(', ')}.`,
    { param: 'voice' },
  );
}
