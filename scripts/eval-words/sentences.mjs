const english =
  'zero one two three four five six seven eight nine ten hello world open close start stop red green blue north south east west';
const german = 'null eins zwei drei vier fünf sechs sieben acht neun zehn hallo welt rot grün blau';
const germanInEnglish =
  'zero one two three four five six seven eight nine ten hello world red green blue';

const lengths = [1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8];
const accents = ['en-us', 'en-gb', 'en-gb-scotland', 'en-gb-x-rp', 'en-029', 'en-us-nyc'];
const throats = ['', '+m1', '+m2', '+m3', '+m4', '+m5', '+m6', '+m7'].concat([
  '+f1',
  '+f2',
  '+f3',
  '+f4',
  '+f5',
]);

/**
 * Sentences of the words that the sample Whisper knows, as it was taught them: the words, their number in a sentence,
 * eSpeak's voices with pace (words a minute) and pitch, and Kokoro's voices with speed.
 * @param {() => number} random
 * @param {number} count of each language
 */
export function makeSentences(random, count) {
  const oneOf = (all) => all[Math.floor(random() * all.length)];
  const between = (least, most) => least + Math.floor(random() * (most - least + 1));
  const sentence = (words) => Array.from({ length: oneOf(lengths) }, () => oneOf(words));
  const espeak = (voice) => ({ voice, pace: between(130, 210), pitch: between(25, 75) });
  const translation = new Map(
    german.split(' ').map((word, index) => [word, germanInEnglish.split(' ')[index]]),
  );
  const times = (make) => Array.from({ length: count }, make);
  return {
    english: times(() => ({
      text: sentence(english.split(' ')).join(' '),
      espeak: espeak(oneOf(accents) + oneOf(throats)),
      kokoro: { voice: oneOf(['af_sample', 'am_sample']), speed: between(75, 135) / 100 },
    })),
    german: times(() => {
      const words = sentence(german.split(' '));
      const inEnglish = words.map((word) => translation.get(word)).join(' ');
      return { text: words.join(' '), inEnglish, espeak: espeak(`de${oneOf(throats)}`) };
    }),
  };
}
