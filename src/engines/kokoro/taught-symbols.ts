/**
 * The symbols as Kokoro v1.0 got them in its training, one for one: there an English flap was `T` and a glottal stop
 * `t`, whatever its lexicon writes (misaki, `en.py`: all versions but its 2.0). `language` is a BCP 47 tag.
 */
export function asTaught(symbols: string, language: string): string {
  if (!language.startsWith('en')) return symbols;
  return symbols.replace(/ɾ/g, 'T').replace(/ʔ/g, 't');
}
