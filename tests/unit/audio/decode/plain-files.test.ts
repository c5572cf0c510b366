import { expect, test } from 'vitest';
import { decodeAudio } from '../../../../src/audio/decode';
import { fromAlaw, fromUlaw } from '../../../../src/audio/decode/plain-samples';
import { toAlaw, toUlaw } from '../../../../src/audio/encode/g711';
import { join } from '../../../../src/audio/pcm';
import { collect } from '../tones';

const text = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0));
const u32 = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
const u16 = (value: number) => [(value >> 8) & 255, value & 255];

async function hear(bytes: number[], type = '') {
  const file = new Blob([Uint8Array.from(bytes)], { type });
  const { samples, ...rest } = await decodeAudio(file, { sampleRate: 8000 });
  return { ...rest, samples: [...join(await collect(samples))] };
}

const auFile = (encoding: number, data: number[], { size = data.length, channels = 1 } = {}) => [
  ...[...text('.snd'), ...u32(28), ...u32(size), ...u32(encoding), ...u32(8000)],
  ...[...u32(channels), ...u32(0), ...data],
];

/** 8 kHz as a float of 80 bits: 2 ** 12 times 1.953125. */
const rate = [0x40, 0x0b, 0xfa, 0, 0, 0, 0, 0, 0, 0];
const chunk = (name: string, data: number[]) => [...text(name), ...u32(data.length), ...data];
function aiffFile(bits: number, data: number[], { packing = '', channels = 1 } = {}) {
  const kind = packing ? [...text(packing), 0, 0] : [];
  const frames = data.length / (bits / 8);
  const comm = [...u16(channels), ...u32(frames), ...u16(bits), ...rate, ...kind];
  const chunks = [
    ...chunk('MARK', [0, 0]),
    ...chunk('COMM', comm),
    ...chunk('SSND', [...u32(0), ...u32(0), ...data]),
  ];
  return [...chunk('FORM', [...text(packing ? 'AIFC' : 'AIFF'), ...chunks])];
}

const u64 = (value: number) => [...u32(value < 0 ? -1 : 0), ...u32(value)];
function cafFile(packing: string, flags: number, bits: number, data: number[], size?: number) {
  const frame = u32(bits / 8);
  const desc = [0x40, 0xbf, 0x40, 0, 0, 0, 0, 0, ...text(packing), ...u32(flags), ...frame];
  return [
    ...[...text('caff'), 0, 1, 0, 0, ...text('desc'), ...u64(32)],
    ...[...desc, ...u32(1), ...u32(1), ...u32(bits)],
    ...[...text('free'), ...u64(3), 1, 2, 3],
    ...[...text('data'), ...u64(size ?? data.length + 4), 0, 0, 0, 0, ...data],
  ];
}

/** A half, minus a quarter. */
const as = {
  s8: [64, 0xe0],
  s16be: [0x40, 0, 0xe0, 0],
  s16le: [0, 0x40, 0, 0xe0],
  s24be: [0x40, 0, 0, 0xe0, 0, 0],
  s32be: [0x40, 0, 0, 0, 0xe0, 0, 0, 0],
  f32be: [0x3f, 0, 0, 0, 0xbe, 0x80, 0, 0],
  f64be: [0x3f, 0xe0, 0, 0, 0, 0, 0, 0, 0xbf, 0xd0, 0, 0, 0, 0, 0, 0],
};
const files: [name: string, bytes: number[]][] = [
  ['AU, 8 bits', auFile(2, as.s8)],
  ['AU, 16 bits', auFile(3, as.s16be)],
  ['AU, 24 bits', auFile(4, as.s24be)],
  ['AU, 32 bits', auFile(5, as.s32be)],
  ['AU, floats', auFile(6, as.f32be)],
  ['AU, doubles', auFile(7, as.f64be)],
  ['AU of unknown length', auFile(3, as.s16be, { size: 0xffffffff })],
  ['AU that breaks off', auFile(3, [...as.s16be, 1], { size: 5000 })],
  ['AIFF, 8 bits', aiffFile(8, as.s8)],
  ['AIFF, 16 bits', aiffFile(16, as.s16be)],
  ['AIFF, 24 bits', aiffFile(24, as.s24be)],
  ['AIFC, little-endian', aiffFile(16, as.s16le, { packing: 'sowt' })],
  ['CAF, 16 bits', cafFile('lpcm', 0, 16, as.s16be)],
  ['CAF, little-endian', cafFile('lpcm', 2, 16, as.s16le)],
  ['CAF, floats', cafFile('lpcm', 1, 32, as.f32be)],
  ['CAF of unknown length', cafFile('lpcm', 0, 16, as.s16be, -1)],
  ['AIFC, floats', aiffFile(32, as.f32be, { packing: 'fl32' })],
];
test.each(files)('%s is heard as it was', async (_name, bytes) => {
  expect(await hear(bytes)).toEqual({ duration: 2 / 8000, channels: 1, samples: [0.5, -0.25] });
});

test('channels are told and mixed', async () => {
  const both = { duration: 1 / 8000, channels: 2, samples: [0.125] };
  expect(await hear(auFile(3, as.s16be, { channels: 2 }))).toEqual(both);
  expect(await hear(aiffFile(16, as.s16be, { channels: 2 }))).toEqual(both);
});

test('every byte of G.711 is the sample that it was made of', () => {
  for (let byte = 0; byte < 256; byte++) {
    // µ-law has two zeros.
    if (byte !== 0x7f) expect(toUlaw(fromUlaw(byte))).toBe(byte);
    expect(toAlaw(fromAlaw(byte))).toBe(byte);
  }
});

test('a media type tells of samples without a header, unless the file knows better', async () => {
  const loud = 32_124 / 32_768;
  expect(await hear([0x80, 0x00, 0xff], 'audio/basic')).toEqual({
    ...{ duration: 3 / 8000, channels: 1, samples: [loud, -loud, 0] },
  });
  const alaw = await hear([0xaa, 0x2a], 'audio/x-alaw-basic');
  expect(alaw.samples).toEqual([32_256 / 32_768, -32_256 / 32_768]);
  const l16 = await hear(as.s16be, 'audio/L16; rate=8000; channels=2');
  expect(l16).toMatchObject({ channels: 2, samples: [0.125] });
  const pcm = await hear(as.s16le, 'audio/pcm;rate=8000');
  expect(pcm.samples).toEqual([0.5, -0.25]);
  const au = await hear(auFile(3, as.s16be), 'audio/basic');
  expect(au.samples).toEqual([0.5, -0.25]);
  await expect(hear([...text('%PDF-1.7'), 0, 0, 0, 0], 'audio/basic')).rejects.toThrow(/PDF/);
});

const refused: [name: string, bytes: number[], message: RegExp][] = [
  ['ADPCM in AU', auFile(23, as.s16be), /“AU encoding 23”/],
  ['IMA in AIFC', aiffFile(16, as.s16be, { packing: 'ima4' }), /“ima4”/],
  ['ALAC in CAF', cafFile('alac', 0, 0, as.s16be), /“alac in CAF”/],
  ['CAF of 12 bits', cafFile('lpcm', 0, 12, as.s16be), /“lpcm in CAF”/],
  ['an AU of 0 channels', auFile(3, as.s16be, { channels: 0 }), /0 channels/],
  ['an AU that ends in its head', auFile(3, []).slice(0, 20), /Invalid file format/],
  ['an AIFF without samples', aiffFile(16, []).slice(0, 50), /Invalid file format/],
  ['MIDI', [...text('MThd'), ...u32(6), ...u32(1), ...u32(96)], /a MIDI file/],
  ['AMR', [...text('#!AMR\n'), ...as.f64be], /an AMR recording/],
  ['WMA', [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11, ...as.f64be], /Windows Media/],
  ['CAF', [...text('caff'), 0, 1, 0, 0, ...as.f64be], /Core Audio file \(CAF\)/],
  ['AVI', [...text('RIFF'), ...u32(99), ...text('AVI LIST'), ...as.f64be], /an AVI film/],
  ['WAV of the other order', [...text('RIFX'), ...u32(99), ...text('WAVEfmt ')], /RIFX/],
  ['MP2', [0xff, 0xfd, 0xa4, 0x04, ...as.f64be], /layer II/],
  ['a web page', text('<!doctype html><title>Not found</title>'), /a web page/],
];
test.each(refused)('%s is refused by its name', async (_name, bytes, message) => {
  const failure = hear(bytes);
  await expect(failure).rejects.toMatchObject({ code: 'invalid_request', param: 'file' });
  await expect(failure).rejects.toThrow(message);
  await expect(failure).rejects.toThrow(/Supported formats: \['aiff', 'au', 'wav'\]/);
});

test('a Matroska file whose parts are all lost is an error, and the search for them ends', async () => {
  const docType = [0x42, 0x82, 0x88, ...text('matroska')];
  const head = [0x1a, 0x45, 0xdf, 0xa3, 0x80 + docType.length, ...docType];
  const segment = [0x18, 0x53, 0x80, 0x67, 0x50, 0x00];
  const lost = hear([...head, ...segment, ...new Uint8Array(4096)]);
  await expect(lost).rejects.toMatchObject({ code: 'invalid_request', param: 'file' });
});
