import * as bengali from 'n2words/bn-BD';
import * as tamil from 'n2words/ta-IN';
import type { LanguageRules } from './rules';
import { smaller, type SmallerFacts } from './smaller';
import { last } from './smaller-money';

/** Bengali and Tamil. */
export function indic(language: string): LanguageRules {
  return smaller(language, facts[new Intl.Locale(language).language] ?? facts.bn);
}

const facts: Readonly<Record<string, SmallerFacts>> & { bn: SmallerFacts } = {
  bn: {
    cardinal: (digits) => bengali.toCardinal(digits),
    decimals: 'digits',
    words: 'দশমিক, মাইনাস, প্লাস, প্লাস মাইনাস, থেকে, সংস্করণ',
    signs: 'ডট, অ্যাট, স্ল্যাশ, হাইফেন, আন্ডারস্কোর',
    everyday: last,
    money: { signs: { '৳': 'BDT', টাকা: 'BDT' } },
    time: (hour, minute, say) => `${say(hour)}টা${minute === 0 ? '' : ` ${say(minute)} মিনিট`}`,
    units: {
      names: {
        percent: ['শতাংশ', 'শতাংশ'],
        'square-meter': ['বর্গ মিটার', 'বর্গ মিটার'],
        'square-kilometer': ['বর্গ কিলোমিটার', 'বর্গ কিলোমিটার'],
        'cubic-meter': ['ঘন মিটার', 'ঘন মিটার'],
        tonne: ['টন', 'টন'],
      },
      signs: { কিমি: 'kilometer', কেজি: 'kilogram', 'কি.মি.': 'kilometer' },
    },
  },
  ta: {
    cardinal: (digits) => tamilWords(tamil.toCardinal(digits)),
    agree: (words) => words.replace(/^ஒன்று$/u, 'ஒரு'),
    decimals: 'digits',
    words: 'புள்ளி, மைனஸ், பிளஸ், பிளஸ் மைனஸ், முதல், பதிப்பு',
    signs: 'புள்ளி, அட், சாய்வுக்கோடு, கோடு, அடிக்கோடு',
    everyday: (name, currency) => (currency === 'INR' ? 'ரூபாய்' : last(name)),
    money: { signs: { ரூ: 'INR', 'ரூ.': 'INR' } },
    time: (hour, minute, say) => `${say(hour)} மணி${minute === 0 ? '' : ` ${say(minute)} நிமிடம்`}`,
    units: {
      names: {
        'kilometer-per-hour': ['மணிக்கு # கிலோமீட்டர்', 'மணிக்கு # கிலோமீட்டர்'],
        'square-meter': ['சதுர மீட்டர்', 'சதுர மீட்டர்கள்'],
        'square-kilometer': ['சதுர கிலோமீட்டர்', 'சதுர கிலோமீட்டர்கள்'],
        'cubic-meter': ['கன மீட்டர்', 'கன மீட்டர்கள்'],
        tonne: ['டன்', 'டன்கள்'],
      },
      signs: { 'கி.மீ.': 'kilometer', 'கி.கி.': 'kilogram', கிமீ: 'kilometer' },
    },
  },
};

/** A thousand joins what follows it; n2words 4.0.0 leaves it as it stands alone. */
function tamilWords(words: string): string {
  return words
    .replace(/^ஒரு ஆயிரம்/u, 'ஆயிரம்')
    .replace(/இரண்டு ஆயிரம்/u, 'இரண்டாயிரம்')
    .replace(/ஆயிரம் (?=\S)/u, 'ஆயிரத்து ')
    .replace(/இரண்டாயிரம் (?=\S)/u, 'இரண்டாயிரத்து ');
}
