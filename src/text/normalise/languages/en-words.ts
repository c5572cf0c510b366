import type { Context } from '../recogniser';
import type { Abbreviation } from './rules';

/** `St.` is a saint before a name (`St. Mary`), a street behind one (`Main St.`). */
function saintOrStreet({ before, after }: Context): string {
  const named = /\p{Lu}[\p{L}'’]*\s$/u.test(before) || /\d(?:st|nd|rd|th)?\s$/u.test(before);
  const name = /^\s\p{Lu}\p{Ll}/u.test(after);
  return name && !named ? 'Saint' : 'Street';
}

/** `Dr.` is a drive behind a name that nothing but an end or a comma follows. */
function doctorOrDrive({ before, after }: Context): string {
  const drive = /\p{Lu}[\p{L}'’]*\s$/u.test(before) && !/^\s\p{Lu}/u.test(after);
  return drive ? 'Drive' : 'Doctor';
}

/** Only before a number; elsewhere the word `no` at the end of a sentence. */
function beforeNumber(say: string): Abbreviation {
  return ({ after }) => (/^\s?[\p{Nd}MDCLXVI]/u.test(after) ? say : undefined);
}

/** A full stop that also ends the sentence stays one. */
function withEnd(say: string): Abbreviation {
  return ({ after }) => (/^\s*$|^\s+["'“‘(]?\p{Lu}/u.test(after) ? `${say}.` : say);
}

export const abbreviations: Readonly<Record<string, Abbreviation>> = {
  'Dr.': doctorOrDrive,
  'St.': saintOrStreet,
  'Mr.': 'Mister',
  Mr: 'Mister',
  'Mrs.': 'Missus',
  Mrs: 'Missus',
  'Ms.': 'Miz',
  Ms: 'Miz',
  Dr: doctorOrDrive,
  'Prof.': 'Professor',
  'Rev.': 'Reverend',
  'Hon.': 'Honorable',
  'Gov.': 'Governor',
  'Sen.': 'Senator',
  'Rep.': 'Representative',
  'Gen.': 'General',
  'Col.': 'Colonel',
  'Capt.': 'Captain',
  'Lt.': 'Lieutenant',
  'Sgt.': 'Sergeant',
  'Maj.': 'Major',
  'Jr.': withEnd('Junior'),
  'Sr.': withEnd('Senior'),
  'Mt.': 'Mount',
  'Ave.': withEnd('Avenue'),
  'Blvd.': withEnd('Boulevard'),
  'Rd.': withEnd('Road'),
  'Ln.': withEnd('Lane'),
  'Inc.': withEnd('Incorporated'),
  'Ltd.': withEnd('Limited'),
  'Corp.': withEnd('Corporation'),
  'Co.': withEnd('Company'),
  'Dept.': 'Department',
  'dept.': 'department',
  'Univ.': 'University',
  'vs.': 'versus',
  vs: 'versus',
  'v.': beforeNumber('version'),
  'etc.': withEnd('et cetera'),
  'e.g.': 'for example',
  'E.g.': 'For example',
  'i.e.': 'that is',
  'I.e.': 'That is',
  'cf.': 'compare',
  'approx.': 'approximately',
  'ca.': 'circa',
  'est.': 'established',
  'a.k.a.': 'also known as',
  aka: 'also known as',
  'w/': 'with ',
  'w/o': 'without',
  'No.': beforeNumber('Number'),
  'no.': beforeNumber('number'),
  'Nos.': beforeNumber('Numbers'),
  'nos.': beforeNumber('numbers'),
  '№': 'number',
  '#': beforeNumber('number'),
  'p.': beforeNumber('page'),
  'pp.': beforeNumber('pages'),
  'vol.': 'volume',
  'Vol.': 'Volume',
  'ch.': beforeNumber('chapter'),
  'Ch.': beforeNumber('Chapter'),
  'sec.': beforeNumber('section'),
  'Sec.': beforeNumber('Section'),
  'fig.': beforeNumber('figure'),
  'Fig.': beforeNumber('Figure'),
  'figs.': beforeNumber('figures'),
  'eq.': beforeNumber('equation'),
  'ext.': beforeNumber('extension'),
  'tsp.': 'teaspoon',
  tsp: 'teaspoon',
  'tbsp.': 'tablespoon',
  tbsp: 'tablespoon',
  'tel.': 'telephone',
  'Tel.': 'Telephone',
  'hr.': withEnd('hour'),
  'min.': withEnd('minutes'),
  'max.': 'maximum',
  'a.m.': withEnd('a m'),
  'p.m.': withEnd('p m'),
  'Ph.D.': withEnd('P H D'),
  PhD: 'P H D',
  PhDs: "P H D's",
  'B.A.': withEnd('B A'),
  'M.D.': withEnd('M D'),
  'Jan.': 'January',
  'Feb.': 'February',
  'Mar.': 'March',
  'Apr.': 'April',
  'Aug.': 'August',
  'Sep.': 'September',
  'Sept.': 'September',
  'Oct.': 'October',
  'Nov.': 'November',
  'Dec.': 'December',
  'Mon.': 'Monday',
  'Tue.': 'Tuesday',
  'Tues.': 'Tuesday',
  'Wed.': 'Wednesday',
  'Thu.': 'Thursday',
  'Thurs.': 'Thursday',
  'Fri.': 'Friday',
};

/** Acronyms that are said as words, and words that are written in capitals. */
export const acronyms: ReadonlySet<string> = new Set(
  (
    'NASA NATO UNESCO UNICEF OPEC AIDS LASER RADAR SCUBA SIM PIN RAM ROM GIF NAFTA ASEAN FIFA UEFA YOLO FOMO ' +
    'COVID SWAT DARPA NOAA FEMA OSHA BIOS CAPTCHA WASM LAN WAN MIDI A I NO NOT AND THE OR IF IS IT IN ON TO OF DO GO WE HE ME MY BY SO UP AT AS AN BE'
  ).split(' '),
);
