import type { Manner, Reading } from './passage';

/** Whose markup a text has; `any` takes all of it, `none` takes the text as it stands. */
export type Markup = 'any' | 'kugelaudio' | 'none';

export type Attributes = Readonly<Record<string, string>>;

/** What a tag does. `skip`: what is in it is not said; `apart`: its ends are ends of sentences. */
export type Effect = {
  manner?: Partial<Manner>;
  reading?: Reading;
  /** Seconds. */
  pause?: number;
  /** Said instead of what is in it. */
  alias?: string;
  apart?: boolean;
  skip?: boolean;
};

/** Seconds; a longer pause is cut. */
const longestPause = 60;

/** The elements that mean something: SSML's and KugelAudio's. Others do nothing, and what is in them is said. */
export const elements: Readonly<
  Record<string, (attributes: Attributes, markup: Markup) => Effect>
> = {
  speak: (attributes) => ({ manner: languageIn(attributes) }),
  p: (attributes) => ({ apart: true, manner: languageIn(attributes) }),
  s: (attributes) => ({ apart: true, manner: languageIn(attributes) }),
  lang: (attributes) => ({ manner: languageIn(attributes) }),
  voice: (attributes) => ({
    manner: { ...languageIn(attributes), ...(attributes['name'] && { voice: attributes['name'] }) },
  }),
  prosody: ({ rate }, markup) => ({ manner: rateOf(rate, markup) }),
  break: ({ time, strength }, markup) => ({ pause: pauseOf(time, strength, markup) }),
  spell: ({ group }) => ({
    reading: { as: 'spell', group: Number(group) >= 1 ? Math.floor(Number(group)) : undefined },
  }),
  'say-as': (attributes) => {
    const as = attributes['interpret-as'] ?? attributes['type'] ?? '';
    // What would be beeped is silent.
    if (as === 'expletive' || as === 'bleep') return { skip: true };
    const format = attributes['format']?.toLowerCase() ?? '';
    if (as === 'date' && format !== '') return { reading: { as, format } };
    const reading = Object.hasOwn(interpretations, as) ? interpretations[as] : undefined;
    return reading ? { reading } : {};
  },
  sub: ({ alias }) => (alias === undefined ? {} : { alias }),
  phoneme: ({ alphabet = 'ipa', ph }) =>
    alphabet === 'ipa' && ph ? { reading: { as: 'ipa', ipa: ph } } : {},
  desc: () => ({ skip: true }),
  metadata: () => ({ skip: true }),
};

/**
 * https://www.w3.org/TR/ssml-sayas/; dates without a format, times, money and units are recognised anyway, and what is
 * not here is read as usual.
 */
const interpretations: Readonly<Record<string, Reading>> = {
  characters: { as: 'spell', group: undefined },
  'spell-out': { as: 'spell', group: undefined },
  verbatim: { as: 'spell', group: undefined },
  cardinal: { as: 'cardinal' },
  number: { as: 'cardinal' },
  ordinal: { as: 'ordinal' },
  digits: { as: 'digits' },
  telephone: { as: 'telephone' },
  fraction: { as: 'fraction' },
};

/** `[pause:1.5s]`, `[rate:1.5]`, `[voice:x]`: Kokoro-FastAPI's, each in force until the next one. */
export function bracketEffect(name: string, value: string): Effect | undefined {
  if (name === 'voice') return { manner: { voice: value } };
  if (name === 'pause') {
    const pause = seconds(/[a-z]/.test(value) ? value : `${value}s`);
    return pause === undefined ? undefined : { pause };
  }
  const rate = Number(value);
  return rate > 0 ? { manner: { rate: within(rate, 0.25, 4), absolute: false } } : undefined;
}

function languageIn(attributes: Attributes): Partial<Manner> {
  const language = attributes['xml:lang'] ?? attributes['lang'] ?? attributes['language'];
  return language ? { language } : {};
}

const rates: Readonly<Record<string, number>> = {
  'x-slow': 0.6,
  slow: 0.8,
  medium: 1,
  default: 1,
  fast: 1.2,
  'x-fast': 1.5,
};

/** KugelAudio's goes before the pace of the request, and is held between 0.8 and 1.2. */
function rateOf(text: string | undefined, markup: Markup): Partial<Manner> {
  if (text === undefined) return {};
  const percent = /^([+-]?)(\d+(?:\.\d+)?)%$/.exec(text);
  const change = percent && Number(percent[2]) / 100;
  const rate =
    rates[text] ??
    (change === null
      ? Number(text)
      : percent?.[1]
        ? 1 + (percent[1] === '-' ? -change : change)
        : change);
  if (!(rate > 0)) return {};
  if (markup === 'kugelaudio') return { rate: within(rate, 0.8, 1.2), absolute: true };
  return { rate: within(rate, 0.25, 4), absolute: false };
}

const strengths: Readonly<Record<string, number>> = {
  none: 0,
  'x-weak': 0.1,
  weak: 0.2,
  medium: 0.4,
  strong: 0.7,
  'x-strong': 1,
};
const kugelStrengths: Readonly<Record<string, number>> = {
  none: 0,
  'x-weak': 0.2,
  weak: 0.2,
  medium: 0.2,
  strong: 0.5,
  'x-strong': 0.5,
};

/** Seconds. KugelAudio knows 200, 400 and 500 ms, and takes the nearest, of two the longer one. */
function pauseOf(time: string | undefined, strength = '', markup: Markup): number {
  const kugel = markup === 'kugelaudio';
  const asked = time === undefined ? undefined : seconds(time);
  if (asked !== undefined) return kugel ? snapped(asked) : asked;
  return (kugel ? kugelStrengths : strengths)[strength] ?? (kugel ? 0.2 : 0.4);
}

function snapped(asked: number): number {
  if (asked < 0.3) return 0.2;
  return asked < 0.45 ? 0.4 : 0.5;
}

/** Of `300ms` and `1.5s`; undefined for what is neither. */
function seconds(text: string): number | undefined {
  const parts = /^\+?(\d*\.?\d+)\s*(m?s)$/.exec(text.trim());
  if (!parts) return undefined;
  return Math.min(longestPause, Number(parts[1]) / (parts[2] === 'ms' ? 1000 : 1));
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
