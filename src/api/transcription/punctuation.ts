import type { Heard } from '../../engines/engine';

/** What is heard, without the signs around its words; those inside words, as in "don't", stay. */
export async function* unpunctuated(
  heard: AsyncIterable<Heard>,
): AsyncGenerator<Heard, void, undefined> {
  for await (const each of heard) {
    if (each.type === 'partial') yield { ...each, text: bare(each.text) };
    else if (each.type !== 'segment') yield each;
    else {
      const { segment } = each;
      const words = segment.words
        .map((word) => ({ ...word, text: bare(word.text) }))
        .filter(({ text }) => text.trim() !== '');
      yield { ...each, segment: { ...segment, text: bare(segment.text), words } };
    }
  }
}

function bare(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])\p{P}+|\p{P}+(?![\p{L}\p{N}])/gu, '').replace(/\s+/g, ' ');
}
