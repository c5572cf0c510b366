import Tokenizer from '@sglkc/kuromoji/src/Tokenizer.js';
import DynamicDictionaries from '@sglkc/kuromoji/src/dict/DynamicDictionaries.js';
import { openPack } from './pack';

/** A morpheme as IPADIC describes it. */
export type Morpheme = {
  surface: string;
  /** Part of speech (`名詞`) and its kind (`数`). */
  kind: readonly [string, string];
  /** As it is said, in katakana; none for a word that is not in the dictionary. */
  pronunciation?: string;
};

/** Splits Japanese text into morphemes; their surfaces, put together, are the text. */
export type Analyse = (text: string) => Morpheme[];

/** Longer sentences are analysed in parts: the library's time grows with the square of the length. */
const mostCharacters = 120;

/** Makes the analyser from the pack that `scripts/japanese-data.mjs` writes. */
export async function loadMorphemes(pack: ArrayBuffer): Promise<Analyse> {
  const file = await openPack(pack);
  const dictionaries = new DynamicDictionaries()
    .loadTrie(new Int32Array(file('base')), new Int32Array(file('check')))
    .loadTokenInfoDictionaries(
      new Uint8Array(file('tid')),
      new Uint8Array(file('tid_pos')),
      new Uint8Array(file('tid_map')),
    )
    .loadConnectionCosts(new Int16Array(file('cc')))
    .loadUnknownDictionaries(
      new Uint8Array(file('unk')),
      new Uint8Array(file('unk_pos')),
      new Uint8Array(file('unk_map')),
      new Uint8Array(file('unk_char')),
      new Uint32Array(file('unk_compat')),
      new Uint8Array(file('unk_invoke')),
    );
  const tokenizer = new Tokenizer(dictionaries);
  return (text) => parts(text).flatMap((part) => analyse(tokenizer, part));
}

function analyse(tokenizer: Tokenizer, text: string): Morpheme[] {
  return tokenizer.viterbi_searcher.search(tokenizer.getLattice(text)).map((node) => {
    const surface = node.surface_form;
    if (node.type === 'UNKNOWN') {
      const [, ...kind] = tokenizer.unknown_dictionary.getFeatures(node.name).split(',');
      return { surface, kind: [kind[0] ?? '', kind[1] ?? ''] };
    }
    const [word, detail, said] = tokenizer.token_info_dictionary.getFeatures(node.name).split(',');
    const kind = [word ?? '', detail ?? ''] as const;
    return { surface, kind, ...(said && said !== '*' && { pronunciation: said }) };
  });
}

function parts(text: string): string[] {
  const characters = [...text];
  const found: string[] = [];
  for (let at = 0; at < characters.length; at += mostCharacters) {
    found.push(characters.slice(at, at + mostCharacters).join(''));
  }
  return found;
}
