import { openTypeScript } from '../../scripts/typescript.mjs';
import { median } from './context.mjs';

const repeats = 7;
const length = 50_000;

/** Every class of thing that is said otherwise than it is written, among plain words. */
const paragraphs = {
  en: 'Dr. Smith paid $1,234.50 on 3/4/2026 at 5:30pm — see https://example.com/a?b=1. The house stood at the end of a long road, and nobody had lived there for 25 years. It is 3.5 km from the 2nd bridge, or 40% of the way. ',
  de: 'Dr. Schmidt zahlte am 3.4.2026 um 17:30 Uhr 1.234,50 € – siehe https://example.com/a?b=1. Das Haus stand am Ende einer langen Straße, und seit 25 Jahren wohnte niemand mehr darin. Es sind 3,5 km bis zur 2. Brücke, also 40 % des Weges. ',
  ja: '2026年4月3日の17時30分に、田中さんは1,234円を払いました。その家は長い道の終わりにあり、25年のあいだ誰も住んでいませんでした。二つ目の橋まで3.5kmで、道のりの40%です。',
};

/** Authors' characters a second, in Node: the rules alone, and the whole way to sentences that are to be said. */
export async function run() {
  const project = await openTypeScript();
  try {
    const { normalise } = await project.load('src/text/normalise/normalise.ts');
    const { script } = await project.load('src/text/script.ts');
    const drain = async (text, language) => {
      for await (const { said } of script(text, { language })) if (!said) throw new Error(text);
    };
    const rows = [];
    for (const [language, paragraph] of Object.entries(paragraphs)) {
      const text = paragraph.repeat(Math.ceil(length / paragraph.length));
      rows.push(
        await rate(`normalise, ${language}`, text, () => normalise(text, language)),
        await rate(`script, ${language}`, text, () => drain(text, language)),
      );
    }
    return rows;
  } finally {
    await project.close();
  }
}

async function rate(figure, text, work) {
  await work();
  const seconds = [];
  for (let run = 0; run < repeats; run++) {
    const start = performance.now();
    await work();
    seconds.push((performance.now() - start) / 1000);
  }
  return { figure, value: text.length / median(seconds), unit: 'characters/s' };
}
