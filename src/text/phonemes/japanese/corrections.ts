/** The surfaces of the morphemes beside one. */
type Neighbours = { before: string; after: string };

type Correct = (beside: Neighbours) => string | undefined;

/** Where the dictionary's first choice is not how the word is mostly said. */
const corrections: Readonly<Record<string, Correct>> = {
  日本: () => 'ニホン',
  明後日: () => 'アサッテ',
  何人: () => 'ナンニン',
  何: ({ after }) =>
    /^(?:だ|だっ|だろ|です|でしょ|でし|の|な|なら|曜日)$/.test(after) ? 'ナン' : undefined,
  色: ({ before }) => (before === '何' ? 'イロ' : undefined),
  令: ({ after }) => (after === '和' ? 'レー' : undefined),
  他: ({ after }) => (/^[のにはも]$/.test(after) ? 'ホカ' : undefined),
  開く: ({ before }) => (/^[がは]$/.test(before) ? 'アク' : undefined),
  // `行う` takes an object; without one it is `行く`.
  行っ: ({ before }) => (before === 'を' ? 'オコナッ' : 'イッ'),
  中: ({ before }) => (/^(?:一日|一年|一晩|世界|日本|体)$/.test(before) ? 'ジュー' : undefined),
};

/** How a morpheme is said where the dictionary's choice is a rare one, in katakana. */
export function correctedReading(surface: string, beside: Neighbours): string | undefined {
  return Object.hasOwn(corrections, surface) ? corrections[surface]?.(beside) : undefined;
}
