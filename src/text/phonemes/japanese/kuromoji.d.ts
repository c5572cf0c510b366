/** The parts of the package that are used here; its own types know only its entry, which loads files by itself. */
declare module '@sglkc/kuromoji/src/dict/DynamicDictionaries.js' {
  export default class DynamicDictionaries {
    /** Each returns the dictionaries. Numbers are little-endian. */
    loadTrie(base: Int32Array, check: Int32Array): this;
    loadTokenInfoDictionaries(entries: Uint8Array, features: Uint8Array, targets: Uint8Array): this;
    loadConnectionCosts(costs: Int16Array): this;
    loadUnknownDictionaries(
      entries: Uint8Array,
      features: Uint8Array,
      targets: Uint8Array,
      categories: Uint8Array,
      compatibleCategories: Uint32Array,
      definitions: Uint8Array,
    ): this;
  }
}

declare module '@sglkc/kuromoji/src/Tokenizer.js' {
  import type DynamicDictionaries from '@sglkc/kuromoji/src/dict/DynamicDictionaries.js';

  type Node = { name: number; type: 'KNOWN' | 'UNKNOWN'; surface_form: string };

  export default class Tokenizer {
    constructor(dictionaries: DynamicDictionaries);
    getLattice(text: string): object;
    viterbi_searcher: { search(lattice: object): Node[] };
    token_info_dictionary: { getFeatures(name: number): string };
    unknown_dictionary: { getFeatures(name: number): string };
  }
}
