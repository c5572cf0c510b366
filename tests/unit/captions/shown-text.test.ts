import { describe, expect, test } from 'vitest';
import { cuesOf } from '../../../src/captions/cues';
import { withoutMarkup } from '../../../src/captions/shown-text';
import { script } from '../../../src/text/script';
import { sourceSpan } from '../../../src/text/traced';
import type { Markup } from '../../../src/text/markup/spellings';

/** What the captions of a text show, whose words are said where its speakers find them. */
async function captionsOf(text: string, markup?: Markup): Promise<string> {
  const words = [];
  let now = 0;
  for await (const { said } of script(text, { language: 'en-US', markup, normalise: false })) {
    for (const { 0: word, index } of said.text.matchAll(/[\p{L}\p{M}\p{N}]+|[&<]/gu)) {
      const span = sourceSpan(said, index, index + word.length);
      words.push({ ...span, start: now, end: (now += 0.3) });
    }
  }
  return cuesOf(text, words, markup)
    .map(({ lines }) => lines.join(' '))
    .join(' ');
}

describe('markup is not shown', () => {
  test.each([
    ['Wait [pause:4s] now [PAUSE: 300ms] please.', 'Wait now please.'],
    ['So [rate:1.5] fast, [voice:am_adam]it is.', 'So fast, it is.'],
    ['Say [gravy](/ˈɡɹeɪvi/), “[this](/ðɪs/)”.', 'Say gravy, “this”.'],
    ['Wait <break time="1s"/> now <break strength=\'strong\' /> please.', 'Wait now please.'],
    ['<speak><p>One.</p><p><s>Two.</s> <s>Three.</s></p></speak>', 'One. Two. Three.'],
    ['<prosody rate="slow">Very <spell group="2">AB12</spell></prosody> slow.', 'Very AB12 slow.'],
    ['The <sub alias="World Health Organization">WHO</sub> said so.', 'The WHO said so.'],
    ['A <phoneme alphabet="ipa" ph="təˈmɑːtəʊ">tomato</phoneme>!', 'A tomato!'],
    ['<voice name="x" xml:lang="de">Guten <LANG xml:lang="de">Tag</LANG></voice>!', 'Guten Tag!'],
    ['One<!-- [nothing] <here> --> two<?x y?> three.', 'One two three.'],
    ['Salt &amp; pepper &lt;b&gt; &#39;x&#x27;.', "Salt & pepper <b> 'x'."],
    ['<b>Water</b>, <unknown a="b">i<lang>c</lang>e</unknown>.', 'Water, ice.'],
    ['Not <desc>a sound of rain</desc> closed <prosody rate="fast">here', 'Not closed here'],
  ])('%s', async (text, shown) => {
    expect(await captionsOf(text)).toBe(shown);
  });
});

describe('what is no markup is shown', () => {
  test.each([
    'If 3 < 4 and 5 > 2, go.',
    'See [1] and [note: this] (or [x](y)).',
    'A List<int> has <no end',
    'He said [sic] “a <- b” & left.',
    'I <3 you, and/or me.',
    'Kept: [pause] ](/x [[double]] brackets.',
  ])('%s', async (text) => {
    expect(await captionsOf(text)).toBe(text);
  });

  test('and all of it where a text has no markup', async () => {
    const text = 'Say [gravy](/x/) and <b>this</b> [pause:1s] &amp; that.';
    expect(await captionsOf(text, 'none')).toBe(text);
  });
});

test('a part of a text is shown from where it is asked for', () => {
  const text = 'ab<p>cd</p> [pause:1s]ef &amp; gh';
  const show = withoutMarkup(text);
  expect(show(0, text.length)).toBe('abcd\n\nef & gh');
  expect([show(1, 6), show(0, 0), show(3, 5), show(6, 7)]).toEqual(['bc', '', '', 'd\n\n']);
  expect(show(text.indexOf('&'), text.indexOf(';') + 1)).toBe('&');
});

test('a long text with much markup takes no long time', () => {
  const text = 'word <break time="1s"/> <b>and</b> '.repeat(5000);
  const show = withoutMarkup(text);
  let shown = 0;
  for (let at = 0; at < text.length; at += 5) shown += show(at, at + 5).length;
  expect(shown).toBeGreaterThan(40_000);
});
