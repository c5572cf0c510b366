/** What a tokenizer does for words. */
export type Tokenizer = {
  /** The text of some tokens, special ones left out. */
  decode(tokens: readonly number[]): string;
  /** The tokens of a text, without special ones. */
  encode(text: string): number[];
};

/** Tokens that make one word: positions, and the text with the space before it. */
export type TokenWord = { from: number; to: number; text: string };

/** Languages that are written without spaces. */
const unspaced = new Set(['zh', 'ja', 'th', 'lo', 'my', 'yue', 'km', 'bo']);

/** Marks that belong to the word behind them, and to the word before them. */
const opening = /^\s*["'“¿([{\-«¡]+$/;
const closing = /^["'.。,，!！?？:：”)\]}、»]+$/;

/** Puts text tokens together to words: at spaces, or at each character in writing without them. */
export function toWords(
  tokens: readonly number[],
  tokenizer: Tokenizer,
  language: string | undefined,
): TokenWord[] {
  const whole = wholeCharacters(tokens, tokenizer);
  const apart = language !== undefined && unspaced.has(language);
  const words: TokenWord[] = [];
  for (const unit of whole) {
    const last = words.at(-1);
    const begins = !last || apart || unit.text.startsWith(' ') || closing.test(unit.text);
    if (begins) words.push({ ...unit });
    else {
      last.to = unit.to;
      last.text += unit.text;
    }
  }
  return withPunctuation(words);
}

/** Some characters are spread over several tokens. */
function wholeCharacters(tokens: readonly number[], tokenizer: Tokenizer): TokenWord[] {
  const units: TokenWord[] = [];
  let from = 0;
  for (let to = 1; to <= tokens.length; to++) {
    const text = tokenizer.decode(tokens.slice(from, to));
    if (text.endsWith('\ufffd') && to < tokens.length) continue;
    units.push({ from, to, text });
    from = to;
  }
  return units;
}

function withPunctuation(words: readonly TokenWord[]): TokenWord[] {
  const joined: TokenWord[] = [];
  let open: TokenWord | undefined;
  for (const word of words) {
    const last = joined.at(-1);
    if (last && !open && closing.test(word.text)) {
      last.to = word.to;
      last.text += word.text;
    } else if (opening.test(word.text) && word.text.startsWith(' ')) {
      open = open ? { ...open, to: word.to, text: open.text + word.text } : word;
    } else {
      joined.push(
        open ? { from: open.from, to: word.to, text: open.text + word.text } : { ...word },
      );
      open = undefined;
    }
  }
  return open ? [...joined, open] : joined;
}
