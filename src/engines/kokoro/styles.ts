import { SpeechError } from '../../base/errors';
import type { VoiceShare } from '../../catalog/voice-choice';

/** The style of a voice, or of a mix, for a number of tokens (without the two ends): 256 numbers. */
export type Styles = (shares: readonly VoiceShare[], tokens: number) => Promise<Float32Array>;

/** A voice is a table of styles: row n is for n tokens. */
const rows = 510;
const width = 256;

/** Keeps every voice that was used; `read` gives the file of one. Throws SpeechError `engine_failed` for a bad file. */
export function createStyles(read: (id: string) => Promise<Blob>): Styles {
  const tables = new Map<string, Float32Array>();

  async function table(id: string): Promise<Float32Array> {
    const known = tables.get(id);
    if (known) return known;
    const bytes = await (await read(id)).arrayBuffer();
    if (bytes.byteLength !== rows * width * 4) {
      throw new SpeechError(
        'engine_failed',
        `The file of the voice '${id}' has ${bytes.byteLength} bytes instead of ${rows * width * 4}. ` +
          'Delete the model and download it again.',
      );
    }
    const loaded = new Float32Array(bytes);
    tables.set(id, loaded);
    return loaded;
  }

  return async (shares, tokens) => {
    const row = Math.min(tokens, rows - 1) * width;
    const style = new Float32Array(width);
    for (const { id, share } of shares) {
      const values = await table(id);
      for (let i = 0; i < width; i++) style[i]! += share * values[row + i]!;
    }
    return style;
  };
}
