import type { ModelCard } from '../../catalog/models';
import type { Voice } from '../../catalog/voice';
import { voicesOf } from '../../catalog/voices';

export type VoiceGroup = {
  label: string;
  voices: { id: string; label: string }[];
  /** Its only voice is named after the language: a heading would say it twice. */
  plain: boolean;
};

const genders = { female: 'female', male: 'male', neutral: '' } as const;

/**
 * A model's voices by language. eSpeak NG has one voice for each of many languages, so its dialects stand together;
 * Kokoro has many voices for few languages, so each dialect is a group.
 */
export function voiceGroups(card: ModelCard): VoiceGroup[] {
  const dialects = card.engine === 'kokoro';
  const groups = new Map<string, VoiceGroup>();
  for (const voice of voicesOf(card)) {
    const label = languageName(dialects ? voice.language : baseLanguage(voice.language));
    const group = groups.get(label) ?? { label, voices: [], plain: !dialects };
    groups.set(label, group);
    group.voices.push({ id: voice.id, label: dialects ? withGender(voice) : voice.name });
    group.plain &&= group.voices.length === 1;
  }
  const found = [...groups.values()];
  return dialects ? found : found.sort((a, b) => shownName(a).localeCompare(shownName(b), 'en'));
}

/** The language of a BCP 47 tag without its region or script. */
export function baseLanguage(tag: string): string {
  return tag.split('-')[0] ?? tag;
}

function shownName({ label, voices, plain }: VoiceGroup): string {
  return (plain && voices[0]?.label) || label;
}

function withGender(voice: Voice): string {
  const gender = genders[voice.gender];
  return gender ? `${voice.name}, ${gender}` : voice.name;
}

function languageName(tag: string): string {
  // A collective code, which browsers have no name for.
  if (tag === 'art') return 'Constructed languages';
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    // eSpeak NG has a few languages whose tags this browser does not accept: the tag itself has to do.
    return tag;
  }
}
