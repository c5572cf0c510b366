import type { Abbreviation } from './rules';
import { beforeNumber, inAllSpacings, withEnd } from './spacings';

function beforeName(say: string): Abbreviation {
  return ({ after }) => (/^\s\p{Lu}/u.test(after) ? say : undefined);
}

/** `D. Ana` is a lady, `D. Pedro` a lord. */
const lordOrLady: Abbreviation = ({ after }) => {
  const name = /^\s(\p{Lu}\p{L}+)/u.exec(after)?.[1];
  if (name === undefined) return undefined;
  return /(?:a|Beatriz|Isabel|Inês|Raquel|Carmen)$/u.test(name) ? 'Dona' : 'Dom';
};

export const abbreviations: Readonly<Record<string, Abbreviation>> = inAllSpacings({
  'Sr.': 'senhor',
  'Sra.': 'senhora',
  'Sr.ª': 'senhora',
  Srª: 'senhora',
  'Srta.': 'senhorita',
  'Srs.': 'senhores',
  'D.': lordOrLady,
  'Dr.': 'doutor',
  'Dra.': 'doutora',
  'Dr.ª': 'doutora',
  'Prof.': 'professor',
  'Profa.': 'professora',
  'Prof.ª': 'professora',
  'Eng.': 'engenheiro',
  'Eng.º': 'engenheiro',
  'V. Ex.ª': 'vossa excelência',
  'V. Exa.': 'vossa excelência',
  'S. Ex.ª': 'sua excelência',
  'Exmo.': 'excelentíssimo',
  'Exma.': 'excelentíssima',
  'S.': beforeName('São'),
  'Sto.': beforeName('Santo'),
  'Sta.': beforeName('Santa'),
  'p. ex.': 'por exemplo',
  'P. ex.': 'Por exemplo',
  'etc.': withEnd('etcétera'),
  'aprox.': withEnd('aproximadamente'),
  'máx.': withEnd('máximo'),
  'mín.': withEnd('mínimo'),
  'pág.': 'página',
  'págs.': 'páginas',
  'p.': beforeNumber('página'),
  'pp.': beforeNumber('páginas'),
  'cap.': beforeNumber('capítulo'),
  'art.': beforeNumber('artigo'),
  'arts.': beforeNumber('artigos'),
  'vol.': beforeNumber('volume'),
  'fig.': beforeNumber('figura'),
  'séc.': 'século',
  'n.º': 'número',
  'N.º': 'Número',
  nº: 'número',
  Nº: 'Número',
  'n°': 'número',
  'núm.': 'número',
  'tel.': 'telefone',
  'Tel.': 'Telefone',
  'cel.': 'celular',
  'Av.': 'Avenida',
  'av.': beforeName('avenida'),
  'R.': beforeName('Rua'),
  'Pç.': 'Praça',
  'Pça.': 'Praça',
  'Tv.': 'Travessa',
  'apto.': 'apartamento',
  'ap.': beforeNumber('apartamento'),
  'dto.': withEnd('direito'),
  'esq.': withEnd('esquerdo'),
  'a. C.': withEnd('antes de Cristo'),
  'd. C.': withEnd('depois de Cristo'),
  'Cia.': withEnd('Companhia'),
  'Ltda.': withEnd('Limitada'),
  'Lda.': withEnd('Limitada'),
  'S. A.': withEnd('S A'),
  'obs.': 'observação',
  'Obs.': 'Observação',
  'vs.': 'versus',
  'min.': withEnd('minutos'),
});

export const acronyms: ReadonlySet<string> = new Set(
  (
    'ONU OTAN NATO UNESCO UNICEF NASA FIFA UEFA AIDS SIDA OVNI USP UNICAMP UFO SUS PIS COFINS ENEM IPEA ANVISA ANATEL ' +
    'ANEEL FUNAI IBAMA INCRA INEP CAPES SENAI SESI SENAC SESC MASP FUNDEB COVID OPEP PIN SIM RAM ROM LASER ' +
    'RADAR MERCOSUL IKEA FIAT SEAT TAP CEP PIB PAC VALE PALOP EDP IVA INEM ASAE PROCON DETRAN ' +
    'O A OS AS UM UMA DE DO DA DOS DAS E EM NO NA NÃO SE AO COM POR PARA EU ELE ELA QUE OU'
  ).split(' '),
);
