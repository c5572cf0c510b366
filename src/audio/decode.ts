import { whenEnded } from '../base/streams';
import { atRate } from './decode/at-rate';
import { asFileError, emptyFile } from './decode/file-errors';

export type DecodeOptions = {
  /** Hz, of the samples that are wanted. */
  sampleRate: number;
  signal?: AbortSignal;
  /** Only this channel, counted from 0; all of them mixed unless given. */
  channel?: number | undefined;
  /** Seconds of the sound that are left out, and read only where a file has no order to find others by; none unless given. */
  from?: number;
  /** Milliseconds in which a decoder has to give something before it is given up; 10 s unless given. */
  patience?: number;
};

export type DecodedAudio = {
  /** Seconds, as the file tells them; a file that was cut off may tell more than it has. */
  duration: number | undefined;
  /** How many the file has. */
  channels: number;
  /** Mono, between −1 and 1, to be read once. Leaving the loop closes the file and its decoder. */
  samples: AsyncIterable<Float32Array>;
};

/**
 * The sound of an audio or video file, decoded while it is read; the memory it takes does not grow with its length.
 * Time 0 is the beginning of the file: sound that begins later, and packets that cannot be decoded, are silence.
 * What a container marks as before its beginning (an encoder's delay) is left out.
 *
 * Before any sample, SpeechError `invalid_request` with `param` `file` for what is empty, is no audio or video, has
 * no sound track, or has one that no decoder here knows; `param` `channel` for a channel that the file lacks. A
 * file that breaks off gives what can be decoded, and then ends; reading one that was changed or deleted on the disk
 * meanwhile fails with `invalid_request`. A track of zero length gives no samples. A decoder
 * that stops in the middle without a word is not the file's fault: reading then fails with `engine_failed`.
 */
export async function decodeAudio(file: Blob, options: DecodeOptions): Promise<DecodedAudio> {
  const { sampleRate, channel, signal = new AbortController().signal, patience = 10_000 } = options;
  const { from = 0 } = options;
  signal.throwIfAborted();
  if (file.size === 0) throw emptyFile();
  const { openMediaFile } = await import('./decode/media-file');
  try {
    const media = await openMediaFile(file, { channel, from, signal, patience });
    const samples = whenEnded(atRate(media.blocks, sampleRate), media.close);
    return { duration: media.duration, channels: media.channels, samples };
  } catch (error) {
    signal.throwIfAborted();
    throw asFileError(error);
  }
}
