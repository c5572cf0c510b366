import type { Abbreviation } from './rules';
import { beforeNumber, inAllSpacings, withEnd } from './spacings';

/** In German nouns have capitals too: a full stop is only kept at the end of the text. */
function atEnd(say: string): Abbreviation {
  return ({ after }) => (/^\s*$/u.test(after) ? `${say}.` : say);
}

/** `Goethestr.`, `Goethe-Str.` are left to the pattern of streets; this is the word alone. */
export const abbreviations: Readonly<Record<string, Abbreviation>> = inAllSpacings({
  'z. B.': 'zum Beispiel',
  'Z. B.': 'Zum Beispiel',
  'd. h.': 'das heißt',
  'D. h.': 'Das heißt',
  'u. a.': 'unter anderem',
  'u. U.': 'unter Umständen',
  'i. d. R.': 'in der Regel',
  'i. A.': 'im Auftrag',
  'm. E.': 'meines Erachtens',
  'o. g.': 'oben genannt',
  's. o.': 'siehe oben',
  's. u.': 'siehe unten',
  'z. T.': 'zum Teil',
  'z. Z.': 'zur Zeit',
  'zzt.': 'zurzeit',
  'v. a.': 'vor allem',
  'u. v. m.': atEnd('und vieles mehr'),
  'o. Ä.': atEnd('oder Ähnliches'),
  'u. Ä.': atEnd('und Ähnliches'),
  'v. Chr.': atEnd('vor Christus'),
  'n. Chr.': atEnd('nach Christus'),
  'e. V.': atEnd('eingetragener Verein'),
  'a. D.': atEnd('außer Dienst'),
  'bzw.': 'beziehungsweise',
  'usw.': withEnd('und so weiter'),
  'etc.': withEnd('et cetera'),
  'ca.': 'circa',
  'Ca.': 'Circa',
  'ggf.': 'gegebenenfalls',
  'evtl.': 'eventuell',
  'inkl.': 'inklusive',
  'exkl.': 'exklusive',
  'zzgl.': 'zuzüglich',
  'abzgl.': 'abzüglich',
  'vgl.': 'vergleiche',
  'Vgl.': 'Vergleiche',
  'sog.': 'sogenannt',
  'max.': 'maximal',
  'min.': 'mindestens',
  'mind.': 'mindestens',
  'allg.': 'allgemein',
  'geb.': 'geboren',
  'gest.': 'gestorben',
  'verh.': 'verheiratet',
  'Dr.': 'Doktor',
  'Prof.': 'Professor',
  'Dipl.-Ing.': 'Diplomingenieur',
  'Hr.': 'Herr',
  'Hrn.': 'Herrn',
  'Fr.': ({ after }) => (/^\s\p{Lu}/u.test(after) ? 'Frau' : undefined),
  'St.': 'Sankt',
  'Nr.': 'Nummer',
  'Nrn.': 'Nummern',
  'Str.': 'Straße',
  'Pl.': 'Platz',
  'Tel.': 'Telefon',
  'Abb.': 'Abbildung',
  'Abs.': beforeNumber('Absatz'),
  'Art.': beforeNumber('Artikel'),
  'Aufl.': 'Auflage',
  'Bd.': 'Band',
  'Kap.': 'Kapitel',
  'Hrsg.': 'Herausgeber',
  'S.': beforeNumber('Seite'),
  'Jh.': atEnd('Jahrhundert'),
  'Jhd.': atEnd('Jahrhundert'),
  'Std.': atEnd('Stunden'),
  'Min.': atEnd('Minuten'),
  'Sek.': atEnd('Sekunden'),
  'Tsd.': 'Tausend',
  'Zi.': 'Zimmer',
  GmbH: 'G M B H',
  mbH: 'M B H',
  'Mo.': ({ after }) => weekday('Montag', after),
  'Di.': ({ after }) => weekday('Dienstag', after),
  'Mi.': ({ after }) => weekday('Mittwoch', after),
  'Do.': ({ after }) => weekday('Donnerstag', after),
  'Sa.': ({ after }) => weekday('Samstag', after),
  EL: 'Esslöffel',
  TL: 'Teelöffel',
  '§§': 'Paragrafen',
  '§': 'Paragraf',
});

/** Only where a date, a time or another day follows: `So.` and `Do.` end sentences too. */
function weekday(name: string, after: string): string | undefined {
  return /^,?\s?(?:\d|[-–]|den\s|um\s|und\s)/u.test(after) ? name : undefined;
}

export const acronyms: ReadonlySet<string> = new Set(
  (
    'NATO UNO UNESCO UNICEF NASA OPEC ASEAN FIFA UEFA PISA AIDS COVID SARS LASER RADAR DAX MDAX TÜV DIN ' +
    'PIN SIM RAM ROM GIF LAN IKEA EDEKA REWE ALDI HARIBO GEMA NABU BAMF ELSTER MINT ALGOL BASIC ' +
    'DER DIE DAS UND IST IN IM AM AN AUF ZU NEIN JA NICHT EIN ICH DU ER ES WIR SO NUR NEU'
  ).split(' '),
);
