/** A number in kanji, or the `何` that asks for one, with the word that counts or dates. */
export function numberWithCounter(): RegExp {
  const counting = [...counters.keys()].join('|');
  // A bare `何` is no number, nor is the polite `何分よろしく`.
  const asking = `何(?!分(?:に?も|よろしく|[おご初]))(?:[十百千万億兆]+|(?=${counting}))`;
  return new RegExp(
    `(${numeral}+(?:点${numeral}+)?|${asking})(${partOf}(?=${numeral})|${counting})?`,
    'g',
  );
}

export function asksForNumber(number: string): boolean {
  return number.startsWith('何');
}

const numeral = '[〇零一二三四五六七八九十百千万億兆]';
/** Of fractions: 四分の一. */
const partOf = '分の';

const digits: Readonly<Record<string, string>> = {
  〇: 'ゼロ',
  零: 'レー',
  何: 'ナン',
  一: 'イチ',
  二: 'ニ',
  三: 'サン',
  四: 'ヨン',
  五: 'ゴ',
  六: 'ロク',
  七: 'ナナ',
  八: 'ハチ',
  九: 'キュー',
};

const powers: Readonly<Record<string, Counter>> = {
  十: { plain: 'ジュー' },
  百: { plain: 'ヒャク', hard: 'ピャク', third: 'ビャク', hardens: /[六八]/ },
  千: { plain: 'セン', hard: 'セン', third: 'ゼン', hardens: /八/ },
  万: { plain: 'マン' },
  億: { plain: 'オク' },
  兆: { plain: 'チョー', hard: 'チョー', hardens: /[一八十]/ },
  点: { plain: 'テン', hard: 'テン', hardens: /[一八十]/ },
};

/** How a counter sounds, alone and behind a number that it changes. */
type Counter = {
  plain: string;
  /** Behind `ッ`, which replaces the end of the numbers in `hardens`: ippon, ikkai, hassai. */
  hard?: string;
  /** Behind three: sambon. */
  third?: string;
  hardens?: RegExp;
};

/** Counters that change, or that change the number before: `written plain [hard [third]]`. */
const changing =
  '本 ホン ポン ボン,匹 ヒキ ピキ ビキ,杯 ハイ パイ バイ,票 ヒョー ピョー ビョー,分間 フンカン プンカン プンカン,分 フン プン プン,' +
  '泊 ハク パク パク,発 ハツ パツ パツ,歩 ホ ポ ポ,回 カイ カイ,個 コ コ,階 カイ カイ ガイ,件 ケン ケン,軒 ケン ケン ゲン,' +
  'か月 カゲツ カゲツ,ヶ月 カゲツ カゲツ,カ月 カゲツ カゲツ,か所 カショ カショ,ヶ所 カショ カショ,か国 カコク カコク,ヶ国 カコク カコク,' +
  '巻 カン カン,曲 キョク キョク,歳 サイ サイ,才 サイ サイ,冊 サツ サツ,週間 シューカン シューカン,週 シュー シュー,種類 シュルイ シュルイ,' +
  '社 シャ シャ,章 ショー ショー,世紀 セーキ セーキ,足 ソク ソク ゾク,頭 トー トー,点 テン テン,通 ツー ツー,丁目 チョーメ チョーメ,' +
  'パーセント パーセント パーセント,ページ ページ ページ,ポイント ポイント ポイント,ポンド ポンド ポンド,トン トン トン,' +
  'キロメートル キロメートル キロメートル,キログラム キログラム キログラム,キロ キロ キロ,カロリー カロリー カロリー,' +
  'センチメートル センチメートル センチメートル,センチ センチ センチ,' +
  '着 チャク チャク,人 ニン,日間 ニチカン,日 ニチ,曜日 ヨービ,月 ガツ,時間 ジカン,時 ジ,年間 ネンカン,年 ネン,円 エン,枚 マイ,台 ダイ,番目 バンメ,番 バン,' +
  '度 ド,秒 ビョー,倍 バイ,位 イ,号 ゴー,名 メー';

const counters: ReadonlyMap<string, Counter> = new Map(
  changing.split(',').map((line): [string, Counter] => {
    const [written = '', plain = '', hard, third] = line.split(' ');
    return [
      written,
      {
        plain,
        hardens: hardeningOf(written, hard),
        ...(hard && { hard }),
        ...(third && { third }),
      },
    ];
  }),
);

/** Only ten changes before loanwords: `ジュッパーセント`, `イチパーセント`. Six does not change before s and t. */
function hardeningOf(written: string, hard = ''): RegExp {
  if (/^[ァ-ヺ]/.test(written)) return /十/;
  return /^[カキクケコパピプペポ]/.test(hard) ? /[一六八十百]/ : /[一八十]/;
}

/** Short forms of a last digit before certain counters. */
const shortDigits: readonly (readonly [counters: RegExp, digit: string, kana: string])[] = [
  [/^(?:人|年間?|円|時間?|日間?)$/, '四', 'ヨ'],
  [/^月$/, '四', 'シ'],
  [/^(?:月|時間?|日間?)$/, '七', 'シチ'],
  [/^(?:月|時間?|日間?)$/, '九', 'ク'],
];

/** Numbers with a counter that have a word of their own. */
const wholeWords: Readonly<Record<string, string>> = {
  一人: 'ヒトリ',
  二人: 'フタリ',
  二日: 'フツカ',
  三日: 'ミッカ',
  四日: 'ヨッカ',
  五日: 'イツカ',
  六日: 'ムイカ',
  七日: 'ナノカ',
  八日: 'ヨーカ',
  九日: 'ココノカ',
  十日: 'トーカ',
  十四日: 'ジューヨッカ',
  二十日: 'ハツカ',
  二十四日: 'ニジューヨッカ',
  二十歳: 'ハタチ',
};

/** A number and its counter (or none) as they are said, in katakana words; `isDate`: a month stands in front. */
export function readNumber(number: string, counter = '', isDate = false): string {
  if (isDate && number + counter === '一日') return 'ツイタチ';
  const whole = wholeWords[number + counter.replace(/^日間$/, '日')];
  if (whole !== undefined) return counter === '日間' ? `${whole}カン` : whole;
  const isRow = counter === '' && !/[十百千万億兆点]/.test(number);
  if (isRow) return [...number].map((digit) => digits[digit]).join(' ');
  const said = amount([...number], counter);
  const counting = counter === partOf ? { plain: 'ブンノ' } : counters.get(counter);
  return counting ? join(said, number.slice(-1), counting) : said;
}

function amount(parts: readonly string[], counter: string): string {
  let said = '';
  parts.forEach((part, index) => {
    const power = powers[part];
    if (power) said = join(said, parts[index - 1] ?? '', power);
    else said += index === parts.length - 1 ? lastDigit(part, counter) : (digits[part] ?? '');
  });
  return said;
}

function lastDigit(digit: string, counter: string): string {
  const short = shortDigits.find(([suits, of]) => of === digit && suits.test(counter));
  return short?.[2] ?? digits[digit] ?? '';
}

/** `last` is the end of the number in kanji, `said` all of it so far. */
function join(said: string, last: string, { plain, hard, third, hardens }: Counter): string {
  if (third !== undefined && /[三何]/.test(last)) return said + third;
  if (hard !== undefined && hardens?.test(last)) return said.replace(/(?:[チクー])$/, 'ッ') + hard;
  // A fourth minute is pun as well.
  if (plain.startsWith('フン') && last === '四') return said + plain.replace('フ', 'プ');
  return said + plain;
}
