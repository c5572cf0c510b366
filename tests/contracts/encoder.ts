import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Encoder } from '../../src/audio/encode';
import { formats, type AudioFormat } from '../../src/audio/formats';
import { buzz, collect, firstOf, inPieces, noise, whole } from '../unit/audio/tones';

/** What each encoder promises, whatever its format. */
export function testEncoder(format: AudioFormat, encoder: Encoder): void {
  describe(`the ${format} encoder`, () => {
    afterEach(() => {
      vi.restoreAllMocks();
    });

    test('makes the same file of any pieces', async () => {
      // Ogg streams have a number by chance, MP4 files the time of their making.
      vi.spyOn(Math, 'random').mockReturnValue(0.5);
      vi.spyOn(Date, 'now').mockReturnValue(Date.UTC(2026, 0, 1));
      const samples = buzz(24000, 2.3);
      const file = await bytesOf(encoder(whole(samples), 24000));
      for (const longest of [50, 3000, 60000]) {
        const pieces = inPieces(samples, longest, longest);
        expect(file.equals(await bytesOf(encoder(pieces, 24000)))).toBe(true);
      }
    });

    test('never gives an empty piece, nor one that changes later', async () => {
      const pieces: Uint8Array[] = [];
      const copies: Uint8Array[] = [];
      for await (const piece of encoder(inPieces(noise(50000, 1), 2, 5000), 24000)) {
        pieces.push(piece);
        copies.push(piece.slice());
      }
      expect(pieces.every((piece) => piece.length > 0)).toBe(true);
      expect(Buffer.concat(pieces).equals(Buffer.concat(copies))).toBe(true);
    });

    test(`sends its first bytes ${formats[format].streams ? 'before' : 'after'} its last sample came`, async () => {
      let ended = false;
      async function* source() {
        for (let i = 0; i < 5; i++) yield noise(12000, i);
        ended = true;
      }
      await firstOf(encoder(source(), 24000));
      expect(ended).toBe(!formats[format].streams);
    });

    test('stops its source when its reader leaves or when it fails', async () => {
      let stopped = false;
      async function* source(fails: boolean) {
        try {
          for (let i = 0; i < 5; i++) yield noise(12000, i);
          if (fails) throw new Error('the engine died');
        } finally {
          stopped = true;
        }
      }
      await firstOf(encoder(source(false), 24000));
      expect(stopped).toBe(true);
      await expect(collect(encoder(source(true), 24000))).rejects.toThrow('the engine died');
    });

    test('computes nothing before it is read', async () => {
      let pulled = false;
      async function* source() {
        pulled = true;
        yield noise(100, 1);
      }
      encoder(source(), 24000);
      await Promise.resolve();
      expect(pulled).toBe(false);
    });
  });
}

/** The whole file. */
export async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await collect(pieces));
}
