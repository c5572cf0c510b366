import { expect, test } from 'vitest';
import { decodeAudio } from '../../../../src/audio/decode';
import { join } from '../../../../src/audio/pcm';
import { collect } from '../tones';

const text = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0));
const u16 = (value: number) => [value & 255, (value >> 8) & 255];
const u32 = (value: number) => [...u16(value), ...u16(value >>> 16)];

const unknown = 0xffffffff;
/** A half, minus a quarter. */
const samples = [0, 0x40, 0, 0xe0];
/** 8 kHz, one channel. */
const format = ({ tag = 1, bits = 16, frame = Math.ceil(bits / 8) } = {}) => [
  ...[...u16(tag), ...u16(1), ...u32(8000), ...u32(8000 * frame)],
  ...[...u16(frame), ...u16(bits)],
];
const pcm = [0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113];
const extensible = [...format({ tag: 0xfffe }), ...u16(22), ...u16(16), ...u32(0), 1, 0, ...pcm];

const chunk = (name: string, data: number[], told = data.length) => [
  ...[...text(name), ...u32(told), ...data],
];
const fmt = chunk('fmt ', format());
const data = (told?: number) => chunk('data', samples, told);
const wave = (chunks: number[], told = chunks.length + 4, name = 'RIFF') => [
  ...[...text(name), ...u32(told), ...text('WAVE'), ...chunks],
];
const ds64 = (size: number) => chunk('ds64', [...u32(0), ...u32(0), ...u32(size), ...u32(0)]);

/** Its chunks have names of 16 bytes, and count them and themselves. */
const name64 = (name: string) => [...text(name), ...text('guid of 12 b')];
const chunk64 = (name: string, body: number[]) => [
  ...[...name64(name), ...u32(body.length + 24), ...u32(0), ...body],
  ...Array<number>((8 - (body.length % 8)) % 8).fill(0),
];
const wave64 = [
  ...[...text('riff'), 0x2e, 0x91, 0xcf, 0x11, ...text('guid of '), ...u32(0), ...u32(0)],
  ...[...name64('wave'), ...chunk64('fmt ', format())],
  ...[...chunk64('junk', [1, 2, 3]), ...chunk64('data', samples)],
];

const files: [name: string, bytes: number[]][] = [
  ['one as it should be', wave([...fmt, ...data()])],
  ['samples of no length', wave([...fmt, ...data(0)])],
  ['samples of unknown length', wave([...fmt, ...data(unknown)], unknown)],
  ['samples that are longer than the file', wave([...fmt, ...data(5000)])],
  ['a file of no length', wave([...fmt, ...data()], 0)],
  ['a file that ends in its samples', wave([...fmt, ...data()], 38)],
  ['a file that is longer than it is', wave([...fmt, ...data()], 0x7fffffff)],
  ['a chunk behind the samples', wave([...fmt, ...data(), ...chunk('LIST', text('INFO'))])],
  ['a second one behind it', [...wave([...fmt, ...data()]), ...wave([...fmt, ...data()])]],
  ['samples before their format', wave([...data(), ...fmt])],
  ['an odd chunk', wave([...fmt, ...chunk('LIST', [1, 2, 3]), 0, ...data()])],
  ['an odd chunk that is not filled up', wave([...fmt, ...chunk('LIST', [1, 2, 3]), ...data()])],
  ['the extensible format', wave([...chunk('fmt ', extensible), ...data()])],
  ['no length of a frame', wave([...chunk('fmt ', format({ frame: 0 })), ...data()])],
  ['12 bits in 16', wave([...chunk('fmt ', format({ bits: 12 })), ...data()])],
  [
    'an ID3 tag before it',
    [...text('ID3'), 4, 0, 0, 0, 0, 0, 2, 7, 7, ...wave([...fmt, ...data()])],
  ],
  ['RF64', wave([...ds64(4), ...fmt, ...data(unknown)], unknown, 'RF64')],
  ['RF64 that nobody finished', wave([...ds64(0), ...fmt, ...data(unknown)], unknown, 'RF64')],
  ['BW64', wave([...ds64(4), ...fmt, ...data(unknown)], unknown, 'BW64')],
  ['Wave64', wave64],
];
test.each(files)('WAV with %s is heard as it was', async (_name, bytes) => {
  const file = new Blob([Uint8Array.from(bytes)]);
  const heard = await decodeAudio(file, { sampleRate: 8000 });
  expect(heard).toMatchObject({ duration: 2 / 8000, channels: 1 });
  expect([...join(await collect(heard.samples))]).toEqual([0.5, -0.25]);
});

test('what stands beside the samples is not read, however large it is', async () => {
  const sizes: number[] = [];
  class CountedBlob extends Blob {
    override slice(from = 0, to = this.size) {
      sizes.push(Math.min(to, this.size) - from);
      return super.slice(from, to);
    }
  }
  const before = [...fmt, ...chunk('LIST', [], 50e6)];
  const list = new Uint8Array(50e6);
  const file = new CountedBlob([Uint8Array.from(wave(before)), list, Uint8Array.from(data())]);
  const heard = await decodeAudio(file, { sampleRate: 8000 });
  expect([...join(await collect(heard.samples))]).toEqual([0.5, -0.25]);
  expect(Math.max(...sizes)).toBeLessThan(100_000);
});
