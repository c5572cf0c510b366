import type { ModelCard } from './models';
import type { Voice } from './voice';
import { espeakVoices } from './espeak-voices';

/** First letter of a Kokoro voice id → its language. https://huggingface.co/hexgrad/Kokoro-82M/blob/main/VOICES.md */
export const kokoroLanguages: Readonly<Record<string, string>> = {
  a: 'en-US',
  b: 'en-GB',
  e: 'es',
  f: 'fr-FR',
  h: 'hi',
  i: 'it',
  j: 'ja',
  p: 'pt-BR',
  z: 'zh',
};

/** Voices of Kokoro v1.0. */
const kokoroIds =
  'af_heart af_alloy af_aoede af_bella af_jessica af_kore af_nicole af_nova af_river af_sarah af_sky ' +
  'am_adam am_echo am_eric am_fenrir am_liam am_michael am_onyx am_puck am_santa ' +
  'bf_alice bf_emma bf_isabella bf_lily bm_daniel bm_fable bm_george bm_lewis ' +
  'ef_dora em_alex em_santa ff_siwis hf_alpha hf_beta hm_omega hm_psi if_sara im_nicola pf_dora pm_alex pm_santa ' +
  'jf_alpha jf_gongitsune jf_nezumi jf_tebukuro jm_kumo ' +
  'zf_xiaobei zf_xiaoni zf_xiaoxiao zf_xiaoyi zm_yunjian zm_yunxi zm_yunxia zm_yunyang';

function kokoroVoice(id: string): Voice {
  const name = id.slice(3);
  return {
    id,
    name: name.charAt(0).toUpperCase() + name.slice(1),
    language: kokoroLanguages[id.charAt(0)] ?? 'en-US',
    gender: id.charAt(1) === 'f' ? 'female' : 'male',
  };
}

const kokoroVoices = kokoroIds.split(' ').map(kokoroVoice);
const sampleVoices = ['af_sample', 'am_sample'].map(kokoroVoice);

/** OpenAI's voice names → ours, per model; the nearest of the same gender, by the name where there is one. */
const kokoroNames: Readonly<Record<string, string>> = {
  alloy: 'af_alloy',
  ash: 'am_michael',
  ballad: 'bm_george',
  cedar: 'am_fenrir',
  coral: 'af_bella',
  echo: 'am_echo',
  fable: 'bm_fable',
  marin: 'af_heart',
  nova: 'af_nova',
  onyx: 'am_onyx',
  sage: 'af_sarah',
  shimmer: 'af_sky',
  verse: 'am_puck',
};

/** OpenAI's names on eSpeak NG: its American English with one of its variants. */
const espeakNames: Readonly<Record<string, string>> = {
  alloy: 'en-us+f2',
  ash: 'en-us+m2',
  ballad: 'en-us+m4',
  cedar: 'en-us+m5',
  coral: 'en-us+f1',
  echo: 'en-us+m1',
  fable: 'en-gb+m3',
  marin: 'en-us+f4',
  nova: 'en-us+f3',
  onyx: 'en-us+m7',
  sage: 'en-us+f2',
  shimmer: 'en-us+f5',
  verse: 'en-us+m6',
};

/** Everything that this model can speak with. */
export function voicesOf(card: ModelCard): readonly Voice[] {
  if (card.kind !== 'speech') return [];
  if (card.engine === 'espeak') return espeakVoices;
  return card.id === 'sample-kokoro' ? sampleVoices : kokoroVoices;
}

/** Our voice for a name of OpenAI's; undefined when the name is not one of theirs. */
export function voiceForOpenAiName(card: ModelCard, name: string): string | undefined {
  const names = card.engine === 'espeak' ? espeakNames : kokoroNames;
  const voice = Object.hasOwn(names, name) ? names[name] : undefined;
  if (card.engine === 'espeak') return voice;
  if (voice === undefined || card.id !== 'sample-kokoro') return voice;
  return voice.charAt(1) === 'f' ? 'af_sample' : 'am_sample';
}
