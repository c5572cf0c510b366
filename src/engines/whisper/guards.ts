import type { Segment } from '../engine';

/** What keeps a model from writing down what nobody said; each can be switched off. */
export type Guards = {
  /** The end of a window that says the same over and over is said once. */
  loops: boolean;
  /** Text where nobody speaks is left out when it is a phrase that models make up, or the model hears no speech. */
  silence: boolean;
  /** Text that takes no time is left out. */
  zeroLength: boolean;
};

export const allGuards: Guards = { loops: true, silence: true, zeroLength: true };

/** Tokens of the longest turn of a loop, and how often a loop goes round. */
const longestTurn = 16;
const leastTurns = 4;

/** How many of the text tokens are left where their end turns in a loop: the first turn of it; else all. */
export function beforeLoop(text: readonly number[]): number {
  for (let turn = 1; turn <= longestTurn; turn++) {
    let from = text.length - turn;
    while (from > 0 && text[from - 1] === text[from - 1 + turn]) from--;
    if (text.length - from >= leastTurns * turn) return from + turn;
  }
  return text.length;
}

/** A share of speech below which a segment counts as silent. */
const silent = 0.1;

/** `speech`: the share of the segment in which somebody speaks; undefined where nobody listened. */
export function madeUp(
  segment: Pick<Segment, 'text' | 'noSpeech'>,
  { speech, mostNoSpeech }: { speech: number | undefined; mostNoSpeech: number },
): boolean {
  if (speech === undefined || speech >= silent) return false;
  return segment.noSpeech > mostNoSpeech || phrases.has(plain(segment.text));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What Whisper writes for silence, in the languages in which that is often reported: closing words of videos. */
const phrases = new Set(
  [
    'Thank you.',
    'Thanks for watching!',
    'Thank you for watching.',
    'Please subscribe.',
    'Bye.',
    'You',
    'Subtitles by the Amara.org community',
    'Vielen Dank.',
    'Untertitel der Amara.org-Community',
    'Untertitelung des ZDF, 2020',
    'Sous-titres réalisés par la communauté d’Amara.org',
    'Merci d’avoir regardé cette vidéo !',
    'Subtítulos realizados por la comunidad de Amara.org',
    'Gracias por ver el vídeo.',
    'Legendas pela comunidade Amara.org',
    'Sottotitoli creati dalla comunità Amara.org',
    'Продолжение следует...',
    'Субтитры сделал DimaTorzok',
    'ご視聴ありがとうございました',
    '字幕由 Amara.org 社区提供',
    '시청해주셔서 감사합니다.',
  ].map(plain),
);
