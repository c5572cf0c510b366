/** A syllable of Standard Mandarin. */
export type Syllable = {
  /** Pinyin without its tone, with `ü`: `zhong`, `lü`. */
  pinyin: string;
  /** 1 to 4; 0 is the neutral tone. */
  tone: number;
};

/** Kokoro's marks of the tones 0 to 4; they stand behind the vowels of the syllable. */
const toneMarks = ['', '→', '↗', '↓', '↘'];

const initials: Readonly<Record<string, string>> = {
  ...{ b: 'p', p: 'pʰ', m: 'm', f: 'f', d: 't', t: 'tʰ', n: 'n', l: 'l', g: 'k', k: 'kʰ', h: 'x' },
  ...{ j: 'ʨ', q: 'ʨʰ', x: 'ɕ', zh: 'ꭧ', ch: 'ꭧʰ', sh: 'ʂ', r: 'ɻ', z: 'ʦ', c: 'ʦʰ', s: 's' },
};

/** Vowels, and what follows the mark of the tone. */
const finals: Readonly<Record<string, readonly [vowels: string, coda?: string]>> = {
  ...{ a: ['a'], ai: ['ai'], an: ['a', 'n'], ang: ['a', 'ŋ'], ao: ['au'] },
  ...{ e: ['ɤ'], ei: ['ei'], en: ['ə', 'n'], eng: ['ə', 'ŋ'] },
  ...{ i: ['i'], ia: ['ja'], ian: ['jɛ', 'n'], iang: ['ja', 'ŋ'], iao: ['jau'], ie: ['je'] },
  ...{ in: ['i', 'n'], ing: ['i', 'ŋ'], iong: ['jʊ', 'ŋ'], iou: ['jou'] },
  ...{ o: ['wo'], ong: ['ʊ', 'ŋ'], ou: ['ou'] },
  ...{ u: ['u'], ua: ['wa'], uai: ['wai'], uan: ['wa', 'n'], uang: ['wa', 'ŋ'] },
  ...{ uei: ['wei'], uen: ['wə', 'n'], ueng: ['wə', 'ŋ'], uo: ['wo'] },
  ...{ ü: ['y'], üe: ['ɥe'], üan: ['ɥɛ', 'n'], ün: ['y', 'n'] },
};

/** Syllables that have no initial and are not spelled by rule. */
const others: typeof finals = {
  ...{ er: ['ɚ'], o: ['ɔ'], yo: ['jɔ'], ê: ['ɛ'] },
  ...{ m: ['m'], n: ['n'], ng: ['ŋ'], hm: ['hm'], hng: ['hŋ'] },
};

/**
 * A syllable in Kokoro's symbols, empty where it is none. They are those of misaki's Chinese front end for Kokoro 1.0
 * (https://github.com/hexgrad/misaki, zh.py), which follows https://github.com/stefantaubert/pinyin-to-ipa.
 */
export function syllableSymbols({ pinyin, tone }: Syllable): string {
  const [initial, final] = parts(pinyin);
  const isApical = final === 'i' && /^([zcs]h?|r)$/.test(initial);
  const sounds = others[pinyin] ?? (isApical ? ['ɨ'] : finals[final]);
  if (!sounds) return '';
  const [vowels, coda = ''] = sounds;
  const onset = pinyin in others ? '' : (initials[initial] ?? '');
  return onset + vowels + (toneMarks[tone] ?? '') + coda;
}

/** Initial and final; `y` and `w` only spell a final without an initial. */
function parts(pinyin: string): [initial: string, final: string] {
  const spelled = pinyin.replace(/^yu/, 'ü').replace(/^yi?/, 'i').replace(/^wu?/, 'u');
  const initial = /^(?:[zcs]h|[bpmfdtnlgkhjqxrzcs])/.exec(spelled)?.[0] ?? '';
  const rest = spelled.slice(initial.length);
  const final = /[jqx]/.test(initial) ? rest.replace(/^u/, 'ü') : rest;
  return [initial, contracted[final] ?? final];
}

const contracted: Readonly<Record<string, string>> = { iu: 'iou', ui: 'uei', un: 'uen' };
