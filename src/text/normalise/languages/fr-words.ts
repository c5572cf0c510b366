import type { Abbreviation } from './rules';
import { beforeNumber, inAllSpacings, withEnd } from './spacings';

function beforeName(say: string): Abbreviation {
  return ({ after }) => (/^[\s-]\p{Lu}/u.test(after) ? say : undefined);
}

/** `1 c. à s.`, `½ c. à c.`, `2 c. à s.` */
function spoons(size: string): Abbreviation {
  return ({ before }) =>
    `cuillère${/(?:^|[^\d.,])(?:1|½|1\/2|une)\s?$/u.test(before) ? '' : 's'} ${size}`;
}

export const abbreviations: Readonly<Record<string, Abbreviation>> = inAllSpacings({
  'M.': ({ after }) => (/^\s(?:\p{Lu}|le\s|la\s|l['’])/u.test(after) ? 'Monsieur' : undefined),
  'MM.': beforeName('Messieurs'),
  Mme: 'Madame',
  'Mme.': 'Madame',
  Mmes: 'Mesdames',
  Mlle: 'Mademoiselle',
  'Mlle.': 'Mademoiselle',
  Mlles: 'Mesdemoiselles',
  Mgr: 'Monseigneur',
  Dr: 'docteur',
  'Dr.': 'docteur',
  Pr: 'professeur',
  Me: beforeName('Maître'),
  St: beforeName('Saint'),
  Ste: beforeName('Sainte'),
  'p. ex.': 'par exemple',
  'c.-à-d.': 'c’est-à-dire',
  'c-à-d': 'c’est-à-dire',
  'etc.': withEnd('et cetera'),
  'cf.': 'confer',
  'env.': 'environ',
  'Env.': 'Environ',
  'max.': withEnd('maximum'),
  'min.': withEnd('minimum'),
  'pers.': withEnd('personnes'),
  'hab.': withEnd('habitants'),
  'tél.': 'téléphone',
  'Tél.': 'Téléphone',
  'n°': 'numéro',
  'N°': 'Numéro',
  nº: 'numéro',
  'n°s': 'numéros',
  'p.': beforeNumber('page'),
  'pp.': beforeNumber('pages'),
  'vol.': beforeNumber('volume'),
  'art.': beforeNumber('article'),
  'chap.': beforeNumber('chapitre'),
  'fig.': beforeNumber('figure'),
  'éd.': withEnd('édition'),
  'av. J.-C.': withEnd('avant Jésus-Christ'),
  'apr. J.-C.': withEnd('après Jésus-Christ'),
  'ap. J.-C.': withEnd('après Jésus-Christ'),
  'J.-C.': withEnd('Jésus-Christ'),
  'av.': beforeName('avenue'),
  'Av.': beforeName('Avenue'),
  bd: beforeName('boulevard'),
  Bd: beforeName('Boulevard'),
  'bd.': beforeName('boulevard'),
  'bld.': beforeName('boulevard'),
  'pl.': beforeName('place'),
  'r.': beforeName('rue'),
  'S. M.': 'Sa Majesté',
  'c. à s.': spoons('à soupe'),
  'c. à c.': spoons('à café'),
  'th.': beforeNumber('thermostat'),
  càs: spoons('à soupe'),
  càc: spoons('à café'),
});

export const acronyms: ReadonlySet<string> = new Set(
  (
    'ONU OTAN UNESCO UNICEF NASA FIFA UEFA SIDA OVNI SMIC INSEE ENA CROUS PACS CNIL INSERM ADEME OPEP COVID SAMU ' +
    'LASER RADAR URSSAF PISA FNAC FIAT IKEA RENAULT SEAT PIN SIM RAM ROM MEDEF GAFAM ASEAN CAPES BAC ZAD ' +
    'LE LA LES UN UNE DE DU DES ET EN AU AUX OU NE PAS NON OUI IL ELLE JE TU ON EST SUR PAR POUR'
  ).split(' '),
);
