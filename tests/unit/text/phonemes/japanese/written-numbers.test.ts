import { beforeAll, expect, it } from 'vitest';
import { normalise } from '../../../../../src/text/normalise/normalise';
import { foldText } from '../../../../../src/text/phonemes/japanese/folded-text';
import type { Analyse } from '../../../../../src/text/phonemes/japanese/morphemes';
import { openJapanese } from '../../../../../src/text/phonemes/japanese/open-japanese';
import { pronounce } from '../../../../../src/text/phonemes/japanese/pronunciation';
import { said } from '../../../../text-cases/read';
import { readDictionary } from './dictionary';

let analyse: Analyse;
beforeAll(async () => {
  analyse = await openJapanese(readDictionary);
});

/** What is said of a text as its author wrote it: normalised, then read. */
async function spoken(text: string): Promise<string> {
  const folded = foldText(said(text, await normalise(text, 'ja')));
  return pronounce(analyse(folded.text), folded.isNumber)
    .map(({ kana = '' }) => kana.replaceAll(' ', ''))
    .join('');
}

it.each([
  ['300円', 'サンビャクエン'],
  ['600円', 'ロッピャクエン'],
  ['800円', 'ハッピャクエン'],
  ['3000円', 'サンゼンエン'],
  ['8000円', 'ハッセンエン'],
  ['1兆円', 'イッチョーエン'],
  ['1本', 'イッポン'],
  ['3本', 'サンボン'],
  ['6本', 'ロッポン'],
  ['10本', 'ジュッポン'],
  ['3匹', 'サンビキ'],
  ['8匹', 'ハッピキ'],
  ['3杯', 'サンバイ'],
  ['1分', 'イップン'],
  ['3分', 'サンプン'],
  ['6分', 'ロップン'],
  ['1回', 'イッカイ'],
  ['6回', 'ロッカイ'],
  ['3階', 'サンガイ'],
  ['6個', 'ロッコ'],
  ['10個', 'ジュッコ'],
  ['8冊', 'ハッサツ'],
  ['6冊', 'ロクサツ'],
  ['1頭', 'イットー'],
  ['8歳', 'ハッサイ'],
  ['1週間', 'イッシューカン'],
  ['3ヶ月', 'サンカゲツ'],
  ['6か月', 'ロッカゲツ'],
  ['4時間', 'ヨジカン'],
  ['7時', 'シチジ'],
  ['9時間', 'クジカン'],
  ['4円', 'ヨエン'],
  ['4年', 'ヨネン'],
  ['1人', 'ヒトリ'],
  ['3人', 'サンニン'],
  ['4人', 'ヨニン'],
  ['14人', 'ジューヨニン'],
  ['14日', 'ジューヨッカ'],
  ['24日', 'ニジューヨッカ'],
  ['20日', 'ハツカ'],
  ['10日', 'トーカ'],
  ['3日', 'ミッカ'],
  ['8日', 'ヨーカ'],
  ['4月', 'シガツ'],
  ['7月', 'シチガツ'],
  ['9月', 'クガツ'],
  ['1点', 'イッテン'],
  ['1ページ', 'イチページ'],
  ['105ページ', 'ヒャクゴページ'],
  ['1キロ', 'イチキロ'],
  ['5メートル', 'ゴメートル'],
  ['3番', 'サンバン'],
  ['7号', 'ナナゴー'],
  ['4度', 'ヨンド'],
  ['7台', 'ナナダイ'],
  ['9枚', 'キューマイ'],
  ['1つ', 'ヒトツ'],
  ['2つ', 'フタツ'],
  ['3つ', 'ミッツ'],
  ['4つ', 'ヨッツ'],
  ['5つ', 'イツツ'],
  ['6つ', 'ムッツ'],
  ['7つ', 'ナナツ'],
  ['8つ', 'ヤッツ'],
  ['9つ', 'ココノツ'],
  ['何人', 'ナンニン'],
  ['3.14', 'サンテンイチヨン'],
  ['2.5', 'ニテンゴ'],
  ['2026年', 'ニセンニジューロクネン'],
  ['10:30', 'ジュージサンジュップン'],
  ['4', 'ヨン'],
  ['7', 'ナナ'],
  ['9', 'キュー'],
  ['0', 'ゼロ'],
])('normalises and reads %s as %s', async (text, kana) => {
  expect(await spoken(text)).toBe(kana);
});
