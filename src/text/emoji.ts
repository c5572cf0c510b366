import type { Edit } from './normalise/recogniser';

/** Whether emoji are left out, or said by their names. */
export type EmojiReading = 'off' | 'names';

type Emoji = { unicode: string; label: string };
type Names = ReadonlyMap<string, string>;

/** Primary subtag of BCP 47 → the names of CLDR, fetched when they are first needed. */
const sources: Readonly<Record<string, () => Promise<{ default: readonly Emoji[] }>>> = {
  de: () => import('emojibase-data/de/compact.json'),
  en: () => import('emojibase-data/en/compact.json'),
  es: () => import('emojibase-data/es/compact.json'),
  fr: () => import('emojibase-data/fr/compact.json'),
  hi: () => import('emojibase-data/hi/compact.json'),
  it: () => import('emojibase-data/it/compact.json'),
  ja: () => import('emojibase-data/ja/compact.json'),
  pt: () => import('emojibase-data/pt/compact.json'),
  zh: () => import('emojibase-data/zh/compact.json'),
};
const loaded = new Map<string, Promise<Names>>();

/**
 * The edits of a text with names for the emoji that they leave out; as they are where the language (BCP 47) has no
 * names. Shades of skin are not said, and of a row of the same emoji the name is said once for each.
 */
export async function nameEmoji(
  edits: readonly Edit[],
  text: string,
  language: string,
): Promise<Edit[]> {
  const names = edits.some(isEmoji) ? await namesIn(language) : undefined;
  if (!names) return [...edits];
  let named = -1;
  return edits.map((edit) => {
    const name = isEmoji(edit) ? nameOf(text.slice(edit.from, edit.to), names) : undefined;
    if (name === undefined) return edit;
    const before =
      named === edit.from
        ? ', '
        : /\S$/u.test(text.slice(Math.max(0, edit.from - 2), edit.from))
          ? ' '
          : '';
    const after = /^[\p{L}\p{N}]/u.test(text.slice(edit.to, edit.to + 2)) ? ' ' : '';
    named = edit.to;
    return { ...edit, say: before + name + after };
  });
}

function isEmoji({ kind }: Edit): boolean {
  return kind === 'emoji';
}

function namesIn(language: string): Promise<Names> | undefined {
  const primary = language.toLowerCase().split('-')[0] ?? '';
  const known = loaded.get(primary);
  const source = Object.hasOwn(sources, primary) ? sources[primary] : undefined;
  if (known || !source) return known;
  const names = source().then(
    ({ default: list }) =>
      new Map(list.map(({ unicode, label }) => [plain(unicode), spoken(label)])),
  );
  loaded.set(primary, names);
  names.catch(() => loaded.delete(primary));
  return names;
}

function nameOf(emoji: string, names: Names): string | undefined {
  const [first = ''] = emoji;
  return (
    names.get(plain(emoji)) ?? names.get(plain(emoji.replace(/\p{EMod}/gu, ''))) ?? names.get(first)
  );
}

/** Without the sign that asks for the coloured picture, which is left out as often as not. */
function plain(emoji: string): string {
  return emoji.replaceAll('\ufe0f', '');
}

/** `flag: Germany` with a pause instead of the colon. */
function spoken(label: string): string {
  return label.replace(/\s*[:：]\s*/u, ', ');
}
