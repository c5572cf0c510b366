import { joinBytes } from '../../src/base/join-bytes';
import type { Random } from '../../src/base/seeded-random';

export type Bytes = Uint8Array<ArrayBuffer>;
export type Original = { name: string; bytes: Bytes };
export type Damaged = { bytes: Bytes; /** As a caller may have it wrong. */ type?: string };

type Damage = (file: Bytes, random: Random, other: Bytes) => Damaged;

const below = (random: Random, most: number) => Math.floor(random() * most);

function noise(length: number, random: Random): Bytes {
  return Uint8Array.from({ length }, () => below(random, 256));
}

function flipped(file: Bytes, span: number, random: Random): Bytes {
  const damaged = file.slice();
  for (let left = 1 + below(random, 16); left > 0; left--) {
    const at = below(random, Math.min(span, file.length));
    damaged[at] = damaged[at]! ^ (1 << below(random, 8));
  }
  return damaged;
}

function zeroed(file: Bytes, random: Random): Bytes {
  const from = below(random, file.length);
  return file.slice().fill(0, from, from + 1 + below(random, file.length));
}

const text = new TextEncoder();
const html = '<!doctype html><html><head><title>404</title></head><body>Not found</body></html>';
const strangers: Bytes[] = [
  text.encode('Dear all,\nplease find the recording attached.\n'.repeat(300)),
  text.encode(html.repeat(40)),
  text.encode(JSON.stringify({ error: { message: 'expired' } })),
  text.encode('#EXTM3U\n#EXTINF:10,\nhttps://example.org/1.ts\n'),
  text.encode(`<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>`),
  text.encode(`%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n`.repeat(200)),
  joinBytes(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0), new Uint8Array(40_000)),
  joinBytes(text.encode('MThd'), Uint8Array.of(0, 0, 0, 6, 0, 1, 0, 1, 0, 96), new Uint8Array(500)),
  joinBytes(text.encode('#!AMR\n'), new Uint8Array(3000).fill(0x3c)),
  joinBytes(
    text.encode('ID3'),
    Uint8Array.of(4, 0, 0, 0x7f, 0x7f, 0x7f, 0x7f),
    new Uint8Array(2000),
  ),
];
const types = ['', 'image/png', 'text/html', 'audio/mpeg', 'audio/wav', 'video/mp4', 'nonsense'];
const huge = [
  [0xff, 0xff, 0xff, 0xff],
  [0x7f, 0xff, 0xff, 0xff],
  [0xff, 0xff, 0xff, 0x7f],
];

/** Each makes another file of one, and of a second one where it needs two. */
export const damages = {
  'left whole, under a wrong type': (file, random) => ({
    bytes: file,
    type: types[below(random, types.length)]!,
  }),
  'cut off': (file, random) => ({ bytes: file.slice(0, below(random, file.length)) }),
  'cut off after its head': (file, random) => ({ bytes: file.slice(0, below(random, 300)) }),
  'without its beginning': (file, random) => ({ bytes: file.slice(below(random, file.length)) }),
  'bits flipped': (file, random) => ({ bytes: flipped(file, file.length, random) }),
  'bits flipped in its head': (file, random) => ({ bytes: flipped(file, 600, random) }),
  'zeros inside': (file, random) => ({ bytes: zeroed(file, random) }),
  'huge lengths told'(file, random) {
    const bytes = file.slice();
    const where = random() < 0.7 ? 300 : bytes.length;
    for (let left = 1 + below(random, 3); left > 0; left--) {
      const at = below(random, Math.max(1, Math.min(where, bytes.length) - 4));
      bytes.set(huge[below(random, huge.length)]!.slice(0, bytes.length - at), at);
    }
    return { bytes };
  },
  'spliced from two'(file, random, other) {
    const end = file.slice(0, below(random, file.length));
    return { bytes: joinBytes(end, other.slice(below(random, other.length))) };
  },
  'its head repeated'(file, random) {
    const head = file.slice(0, 1 + below(random, 500));
    return { bytes: joinBytes(...Array<Bytes>(1 + below(random, 20)).fill(head), file) };
  },
  'one after the other': (file, _random, other) => ({ bytes: joinBytes(file, other) }),
  'a part taken out'(file, random) {
    const from = below(random, file.length);
    return { bytes: joinBytes(file.slice(0, from), file.slice(from + 1 + below(random, 2000))) };
  },
  'noise put in'(file, random) {
    const at = below(random, file.length);
    return {
      bytes: joinBytes(file.slice(0, at), noise(below(random, 3000), random), file.slice(at)),
    };
  },
  'parts exchanged'(file, random) {
    const [a, b] = [below(random, file.length), below(random, file.length)].sort((x, y) => x - y);
    const [c, d] = [file.slice(0, a), file.slice(a, b)];
    return { bytes: joinBytes(d, c, file.slice(b)) };
  },
  'junk around it': (file, random) => ({
    bytes: joinBytes(noise(below(random, 400), random), file, noise(below(random, 400), random)),
  }),
  'nothing but noise': (_file, random) => ({ bytes: noise(below(random, 50_000), random) }),
  'no media at all': (_file, random) => ({
    bytes: strangers[below(random, strangers.length)]!,
    type: types[below(random, types.length)]!,
  }),
  'twice damaged': (file, random) => ({
    bytes: zeroed(flipped(file, file.length, random), random),
  }),
} satisfies Record<string, Damage>;
