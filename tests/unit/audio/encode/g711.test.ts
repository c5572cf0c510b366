import { describe, expect, test } from 'vitest';
import { encodeAlaw, encodeUlaw, toAlaw, toUlaw } from '../../../../src/audio/encode/g711';
import { bytesOf, testEncoder } from '../../../contracts/encoder';
import { decodeFile, hasFfmpeg } from '../../../contracts/ffmpeg';
import { hasPython, withPython } from '../../../contracts/python';
import { lengths } from '../sizes';
import { inPieces, noise, speech, whole } from '../tones';

testEncoder('ulaw', encodeUlaw);
testEncoder('alaw', encodeAlaw);

const all = Array.from({ length: 65536 }, (_, i) => i - 32768);
const laws = [
  ['ulaw', encodeUlaw, toUlaw, 'mulaw'],
  ['alaw', encodeAlaw, toAlaw, 'alaw'],
] as const;

/** The value that a byte stands for, by the definition of the receiver (ITU-T G.711, tables 1 and 2). */
const receivers = {
  ulaw(byte: number) {
    const code = ~byte & 0xff;
    const magnitude = (((code & 15) * 2 + 33) << ((code >> 4) & 7)) - 33;
    return 4 * (code & 0x80 ? -magnitude : magnitude);
  },
  alaw(byte: number) {
    const code = byte ^ 0x55;
    const segment = (code >> 4) & 7;
    const fine = (code & 15) * 2 + 1;
    const magnitude = segment === 0 ? fine : (fine + 32) << (segment - 1);
    return 8 * (code & 0x80 ? magnitude : -magnitude);
  },
};

describe.each(laws)('%s', (name, encoder, toByte, codec) => {
  test('says what its receiver hears', () => {
    for (let byte = 0; byte < 256; byte++) {
      const heard = receivers[name](byte);
      // µ-law has two bytes for nothing.
      if (heard !== 0) expect(toByte(heard)).toBe(byte);
    }
  });

  test('never says less for more', () => {
    const said = all.map((value) => receivers[name](toByte(value)));
    expect(said.every((value, i) => i === 0 || value >= said[i - 1]!)).toBe(true);
    expect(new Set(said).size).toBe(name === 'ulaw' ? 255 : 256);
  });

  test.skipIf(!hasPython)(
    'of all 65,536 values is what Python says (skipped without it)',
    async () => {
      const { printed } = await withPython(
        [
          'import warnings; warnings.simplefilter("ignore")',
          'import array',
          'audioop = __import__("importlib").util.find_spec("audioop") and __import__("audioop")',
          `print(audioop.lin2${name}(array.array("h", range(-32768, 32768)).tobytes(), 2).hex() if audioop else "")`,
        ].join('; '),
      );
      // Python 3.13 has no such library any more.
      if (printed === '') return;
      expect(Buffer.from(all.map(toByte)).toString('hex')).toBe(printed);
    },
  );

  test('clips what is too loud, and takes what is no number for silence', async () => {
    const odd = Float32Array.of(9, Infinity, -9, -Infinity, NaN);
    const [loud, , quiet, , nothing] = await bytesOf(encoder(whole(odd)));
    expect([...(await bytesOf(encoder(whole(odd))))]).toEqual([loud, loud, quiet, quiet, nothing]);
    expect([loud, quiet, nothing]).toEqual([toByte(32767), toByte(-32768), toByte(0)]);
  });

  test.each(lengths)('of %i samples is as many bytes', async (length) => {
    const samples = speech(length);
    expect(await bytesOf(encoder(inPieces(samples, 3, 5000)))).toHaveLength(length);
  });

  test.skipIf(!hasFfmpeg)('is heard by ffmpeg as it was said (skipped without it)', async () => {
    const samples = noise(24_000, 5);
    const as = ['-f', codec, '-ar', '8000', '-ac', '1'];
    const heard = decodeFile(await bytesOf(encoder(whole(samples))), { as });
    expect(heard.samples).toHaveLength(samples.length);
    const furthest = heard.samples.reduce(
      (most, x, i) => Math.max(most, Math.abs(x - samples[i]!)),
      0,
    );
    // Of 32,768, µ-law can say 32,124 at most, and its widest step is 1,024.
    expect(furthest).toBeLessThan(0.02);
  });
});
