export const signs = {
  '.': 'ponto',
  '/': 'barra',
  '\\': 'barra invertida',
  '-': 'hífen',
  _: 'sublinhado',
  '@': 'arroba',
  ':': 'dois pontos',
  '?': 'ponto de interrogação',
  '=': 'igual',
  '&': 'e',
  '#': 'hashtag',
  '%': 'por cento',
  '+': 'mais',
  '~': 'til',
  '*': 'asterisco',
};

export const symbols = {
  '&': 'e',
  '+': 'mais',
  '=': 'igual a',
  '×': 'vezes',
  '·': 'vezes',
  '÷': 'dividido por',
  '±': 'mais ou menos',
  '−': 'menos',
  '≠': 'diferente de',
  '≈': 'aproximadamente igual a',
  '≤': 'menor ou igual a',
  '≥': 'maior ou igual a',
  '<': 'menor que',
  '>': 'maior que',
  '→': 'para',
  '∞': 'infinito',
  '√': 'raiz quadrada de',
  '%': 'por cento',
  '°': 'graus',
  '§': 'parágrafo',
  '©': 'copyright',
  '®': 'marca registrada',
  '™': 'marca',
  µ: 'micro',
  '²': 'ao quadrado',
  '³': 'ao cubo',
  '@': 'arroba',
  '#': 'número',
  $: 'dólares',
  '€': 'euros',
  '£': 'libras',
};

export const romans = {
  counted: [
    'capítulo',
    'tomo',
    'livro',
    'ato',
    'acto',
    'parte',
    'volume',
    'artigo',
    'tipo',
    'fase',
    'século',
    'séculos',
    'séc.',
    'anexo',
    'título',
    'bowl',
  ],
  rulers: (
    'João Pedro Luís Henrique Carlos Filipe Felipe Francisco Paulo Pio Bento Leão Gregório Clemente Inocêncio Urbano ' +
    'Alexandre Napoleão Guilherme Frederico Eduardo Jorge Jaime Ricardo Isabel Elizabeth Elisabete Catarina Maria ' +
    'Nicolau Ivan Otão Leopoldo Afonso Sancho Dinis Duarte Manuel Sebastião José Miguel Fernando Bonifácio Júlio ' +
    'Sisto Ramsés Ptolomeu Cristiano Gustavo Haroldo Margarida Cristina Ana Alberto Balduíno Juan Luiz'
  ).split(' '),
};

const plural = (name: string): readonly [string, string] => [name, `${name}s`];

/** Units that are spelled otherwise in Brazil and in Portugal get the accent of the region. */
export function unitsOf(brazilian: boolean) {
  const o = brazilian ? 'ô' : 'ó';
  return {
    signs: { hs: 'hour', seg: 'second' },
    names: {
      decimeter: plural('decímetro'),
      micrometer: plural(`micr${o}metro`),
      nanometer: plural(`nan${o}metro`),
      'square-kilometer': [`quil${o}metro quadrado`, `quil${o}metros quadrados`],
      'square-meter': ['metro quadrado', 'metros quadrados'],
      'square-centimeter': ['centímetro quadrado', 'centímetros quadrados'],
      'cubic-meter': ['metro cúbico', 'metros cúbicos'],
      'cubic-centimeter': ['centímetro cúbico', 'centímetros cúbicos'],
      tonne: plural('tonelada'),
      milligram: plural('miligrama'),
      microgram: plural('micrograma'),
      deciliter: plural('decilitro'),
      centiliter: plural('centilitro'),
      watt: plural('watt'),
      kilowatt: plural('quilowatt'),
      megawatt: plural('megawatt'),
      'kilowatt-hour': ['quilowatt-hora', 'quilowatts-hora'],
      volt: plural('volt'),
      ampere: plural('ampere'),
      milliampere: plural('miliampere'),
      hertz: ['hertz', 'hertz'],
      kilohertz: ['quilohertz', 'quilohertz'],
      megahertz: ['megahertz', 'megahertz'],
      gigahertz: ['gigahertz', 'gigahertz'],
      decibel: ['decibel', 'decibéis'],
      joule: plural('joule'),
      kilojoule: plural('quilojoule'),
      kilocalorie: plural('quilocaloria'),
      newton: plural('newton'),
      pascal: ['pascal', 'pascals'],
      hectopascal: ['hectopascal', 'hectopascals'],
      pixel: ['pixel', 'pixels'],
      permille: ['por mil', 'por mil'],
    },
  } as const;
}
