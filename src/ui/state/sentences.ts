import type { Voice } from '../../catalog/voice';
import { baseLanguage } from './voice-groups';

/** Per language: how a voice introduces itself, and what a newcomer may try. */
type Sentences = { preview: (name: string) => string; samples: readonly string[] };

const english: Sentences = {
  preview: (name) => `Hello, this is ${name}. I speak on your own device.`,
  samples: [
    'Sotto voce: quietly, so that only this room can hear.',
    'The train to Oxford leaves at 9:45 from platform 3.',
    'She sells sea shells by the sea shore, and nobody knows why.',
  ],
};

const sentences: Readonly<Record<string, Sentences>> = {
  en: english,
  de: {
    preview: (name) => `Hallo, hier spricht ${name}, auf Ihrem eigenen Gerät.`,
    samples: [
      'Der Zug nach Köln fährt um 9 Uhr 45 von Gleis 3.',
      'Zwischen zwei Zweigen zwitschert es.',
    ],
  },
  es: {
    preview: (name) => `Hola, soy ${name} y hablo en tu propio dispositivo.`,
    samples: [
      'El tren a Sevilla sale a las diez.',
      'Tres tristes tigres comen trigo en un trigal.',
    ],
  },
  fr: {
    preview: (name) => `Bonjour, ici ${name}. Je parle sur votre appareil.`,
    samples: ['Le train pour Lyon part à dix heures.', 'Il fait un temps superbe ce matin.'],
  },
  hi: {
    preview: (name) => `नमस्ते, मैं ${name} हूँ।`,
    samples: ['आज मौसम बहुत अच्छा है।', 'रेलगाड़ी दस बजे चलती है।'],
  },
  it: {
    preview: (name) => `Ciao, sono ${name} e parlo sul tuo dispositivo.`,
    samples: ['Sottovoce, per non svegliare nessuno.', 'Il treno per Firenze parte alle dieci.'],
  },
  pt: {
    preview: (name) => `Olá, eu sou ${name} e falo no seu aparelho.`,
    samples: ['O trem para Recife sai às dez horas.', 'Hoje o tempo está muito bonito.'],
  },
};

/** What a voice says to be judged by; in a language without a sentence here, the language's own name. */
export function previewSentence({ name, language }: Voice): string {
  const known = sentences[baseLanguage(language)];
  // eSpeak NG's voices are named after their languages, in English.
  const person = /[\s(]/.test(name) ? 'Sotto' : name;
  return known ? known.preview(person) : (ownName(language) ?? name);
}

/** Sentences to try, in the voice's language where there are some. */
export function sampleSentences({ language }: Voice): readonly string[] {
  return (sentences[baseLanguage(language)] ?? english).samples;
}

function ownName(language: string): string | undefined {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(language);
  } catch {
    // A tag this browser does not accept; the caller has another name.
    return undefined;
  }
}
