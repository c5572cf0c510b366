import { beforeNumber } from './spacings';
import type { UnitName } from './rules';

export const signs = {
  '.': 'डॉट',
  '/': 'स्लैश',
  '\\': 'बैकस्लैश',
  '-': 'डैश',
  _: 'अंडरस्कोर',
  '@': 'ऐट',
  ':': 'कोलन',
  '?': 'प्रश्न चिह्न',
  '=': 'बराबर',
  '&': 'और',
  '#': 'हैशटैग',
  '%': 'प्रतिशत',
  '+': 'प्लस',
  '~': 'टिल्ड',
  '*': 'स्टार',
};

export const symbols = {
  '&': 'और',
  '+': 'जमा',
  '=': 'बराबर',
  '×': 'गुणा',
  '÷': 'भाग',
  '±': 'प्लस माइनस',
  '≠': 'बराबर नहीं',
  '≈': 'लगभग बराबर',
  '≤': 'से कम या बराबर',
  '≥': 'से ज़्यादा या बराबर',
  '→': 'से',
  '∞': 'अनंत',
  '°': 'डिग्री',
  '%': 'प्रतिशत',
  '₹': 'रुपए',
  '©': 'कॉपीराइट',
  '@': 'ऐट',
};

export const abbreviations = {
  'डॉ.': 'डॉक्टर',
  'डा.': 'डॉक्टर',
  'कु.': 'कुमारी',
  'पं.': 'पंडित',
  'प्रो.': 'प्रोफ़ेसर',
  'इं.': 'इंजीनियर',
  'स्व.': 'स्वर्गीय',
  'मो.': 'मोहम्मद',
  'सं.': 'संख्या',
  'पृ.': 'पृष्ठ',
  'ई.पू.': 'ईसा पूर्व',
  'ई. पू.': 'ईसा पूर्व',
  'उ.प्र.': 'उत्तर प्रदेश',
  'म.प्र.': 'मध्य प्रदेश',
  'Dr.': 'डॉक्टर',
  'Mr.': 'मिस्टर',
  'Mrs.': 'मिसेज़',
  'No.': beforeNumber('नंबर'),
  'नं.': 'नंबर',
};

const names: Readonly<Record<string, string>> = {
  'square-kilometer': 'वर्ग किलोमीटर',
  'square-meter': 'वर्ग मीटर',
  'square-centimeter': 'वर्ग सेंटीमीटर',
  'square-foot': 'वर्ग फ़ुट',
  'cubic-meter': 'घन मीटर',
  tonne: 'टन',
  milligram: 'मिलीग्राम',
  microgram: 'माइक्रोग्राम',
  quintal: 'क्विंटल',
  watt: 'वाट',
  kilowatt: 'किलोवाट',
  megawatt: 'मेगावाट',
  'kilowatt-hour': 'किलोवाट घंटा',
  volt: 'वोल्ट',
  ampere: 'एम्पियर',
  hertz: 'हर्ट्ज़',
  megahertz: 'मेगाहर्ट्ज़',
  gigahertz: 'गीगाहर्ट्ज़',
  decibel: 'डेसिबल',
  kilocalorie: 'किलोकैलोरी',
  pixel: 'पिक्सल',
};

const own: Readonly<Record<string, string>> = {
  किमी: 'kilometer',
  'कि.मी.': 'kilometer',
  मी: 'meter',
  'मी.': 'meter',
  सेमी: 'centimeter',
  'से.मी.': 'centimeter',
  मिमी: 'millimeter',
  किग्रा: 'kilogram',
  'कि.ग्रा.': 'kilogram',
  ग्रा: 'gram',
  'ग्रा.': 'gram',
  मिग्रा: 'milligram',
  मिली: 'milliliter',
  'किमी/घंटा': 'kilometer-per-hour',
  'किमी/घं': 'kilometer-per-hour',
  'वर्ग किमी': 'square-kilometer',
  'वर्ग मी': 'square-meter',
  '°से': 'celsius',
  '°C': 'celsius',
  'sq ft': 'square-foot',
};

/** Hindi's own abbreviations, and names of units that Intl does not have. */
export const units: {
  signs: Readonly<Record<string, string>>;
  names: Readonly<Record<string, UnitName>>;
} = {
  signs: own,
  names: Object.fromEntries(Object.entries(names).map(([unit, name]) => [unit, [name, name]])),
};
