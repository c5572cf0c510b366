import type { Abbreviation } from './rules';
import { beforeNumber, inAllSpacings, withEnd } from './spacings';

function beforeName(say: string): Abbreviation {
  return ({ after }) => (/^\s\p{Lu}/u.test(after) ? say : undefined);
}

/** `C/Mayor`, `C/ Mayor` */
function street(say: string): Abbreviation {
  return ({ after }) => (/^\s/u.test(after) ? say : `${say} `);
}

export const abbreviations: Readonly<Record<string, Abbreviation>> = inAllSpacings({
  'Sr.': 'señor',
  'Sra.': 'señora',
  'Srta.': 'señorita',
  'Sres.': 'señores',
  'Sras.': 'señoras',
  'D.': beforeName('don'),
  'Dña.': 'doña',
  'D.ª': 'doña',
  'Dr.': 'doctor',
  'Dra.': 'doctora',
  'Prof.': 'profesor',
  'Profa.': 'profesora',
  'Lic.': 'licenciado',
  'Ing.': 'ingeniero',
  'Gral.': 'general',
  'Sta.': beforeName('santa'),
  'Sto.': beforeName('santo'),
  'S.': beforeName('san'),
  'Ud.': withEnd('usted'),
  'Vd.': withEnd('usted'),
  'Uds.': withEnd('ustedes'),
  'Vds.': withEnd('ustedes'),
  'p. ej.': 'por ejemplo',
  'P. ej.': 'Por ejemplo',
  'etc.': withEnd('etcétera'),
  'aprox.': withEnd('aproximadamente'),
  'Aprox.': 'Aproximadamente',
  'máx.': withEnd('máximo'),
  'mín.': withEnd('mínimo'),
  'pág.': 'página',
  'págs.': 'páginas',
  'p.': beforeNumber('página'),
  'pp.': beforeNumber('páginas'),
  'cap.': beforeNumber('capítulo'),
  'art.': beforeNumber('artículo'),
  'vol.': beforeNumber('volumen'),
  'fig.': beforeNumber('figura'),
  'n.º': 'número',
  'N.º': 'Número',
  nº: 'número',
  Nº: 'Número',
  'n°': 'número',
  'núm.': 'número',
  'Núm.': 'Número',
  'tel.': 'teléfono',
  'Tel.': 'Teléfono',
  'tfno.': 'teléfono',
  'Avda.': 'Avenida',
  'avda.': 'avenida',
  'Av.': 'Avenida',
  'C/': street('Calle'),
  'c/': street('calle'),
  'Pza.': 'Plaza',
  'Plza.': 'Plaza',
  Pº: 'Paseo',
  'Ctra.': 'Carretera',
  'dcha.': withEnd('derecha'),
  'izq.': withEnd('izquierda'),
  'izda.': withEnd('izquierda'),
  'dpto.': 'departamento',
  'Dpto.': 'Departamento',
  'EE. UU.': withEnd('Estados Unidos'),
  EEUU: 'Estados Unidos',
  'RR. HH.': withEnd('recursos humanos'),
  'JJ. OO.': withEnd('Juegos Olímpicos'),
  'FF. AA.': withEnd('Fuerzas Armadas'),
  'CC. OO.': withEnd('Comisiones Obreras'),
  'a. C.': withEnd('antes de Cristo'),
  'd. C.': withEnd('después de Cristo'),
  'a. de C.': withEnd('antes de Cristo'),
  'd. de C.': withEnd('después de Cristo'),
  's.': ({ after }) => (/^\s[XVI]+(?!\p{L})/u.test(after) ? 'siglo' : undefined),
  'S. A.': withEnd('Sociedad Anónima'),
  'S. L.': withEnd('Sociedad Limitada'),
  'P. D.': withEnd('posdata'),
  'cda.': withEnd('cucharada'),
  'cdta.': withEnd('cucharadita'),
  'cdas.': withEnd('cucharadas'),
  'uds.': withEnd('unidades'),
  'ud.': withEnd('unidad'),
});

export const acronyms: ReadonlySet<string> = new Set(
  (
    'ONU OTAN UNESCO UNICEF NASA FIFA UEFA SIDA OVNI RENFE ONCE RAE IVA IBEX ICO AVE SEAT FIAT IKEA PYME PYMES TALGO ' +
    'OPEP COVID INEM PIN SIM RAM ROM LASER RADAR MERCOSUR PEMEX UNAM CONACYT FARC UCI MIR ESO PIB TAC INEGI ' +
    'EL LA LOS LAS UN UNA DE DEL Y EN NO SI SE ES AL CON POR PARA SU LO YA TU MI'
  ).split(' '),
);
