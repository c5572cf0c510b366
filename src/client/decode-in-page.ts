import { ApiError } from './api-error';
import type { TranscriptionClient, TranscriptionRequest } from './transcription-client';
import { wavFileOf } from './wav-file';

/** All channels of a whole file; rejects for what it cannot read. The bytes are its own from then on. */
export type DecodeWhole = (bytes: ArrayBuffer, sampleRate: number) => Promise<Float32Array[]>;

/** Bytes. The page holds the file and all of its samples at once: for half an hour of MP3, 1.5 GB. */
const largest = 200e6;
/** Hz, of what is sent: the models hear no more. */
const sampleRate = 16_000;

/**
 * The same client with a second way for files that the API cannot decode: the page decodes them as a whole, and sends
 * them again as WAV. For some codecs a browser has a decoder in pages only. What neither can read, and what is larger
 * than 200 MB, is refused as the API does.
 */
export function withPageDecoder(
  client: TranscriptionClient,
  decode: DecodeWhole = decodeInPage,
): TranscriptionClient {
  /** The request with what the page has decoded; throws the API's failure where there is no second way. */
  async function secondWay(
    request: TranscriptionRequest,
    failure: unknown,
    signal: AbortSignal | undefined,
  ): Promise<TranscriptionRequest> {
    signal?.throwIfAborted();
    if (!isOfFile(failure) || request.file.size === 0 || request.file.size > largest) throw failure;
    const channels = await request.file
      .arrayBuffer()
      .then((bytes) => decode(bytes, sampleRate))
      .catch(() => undefined);
    signal?.throwIfAborted();
    if (!channels) throw failure;
    return { ...request, file: wavFileOf(channels, sampleRate) };
  }

  /** Asks; again with the decoded file when that may help. */
  async function ask<T>(
    request: TranscriptionRequest,
    signal: AbortSignal | undefined,
    work: (request: TranscriptionRequest) => Promise<T>,
  ): Promise<T> {
    try {
      return await work(request);
    } catch (error) {
      return work(await secondWay(request, error, signal));
    }
  }

  return {
    async *transcribe(request, options = {}) {
      let told = false;
      try {
        for await (const event of client.transcribe(request, options)) {
          told = true;
          yield event;
        }
      } catch (error) {
        if (told) throw error;
        yield* client.transcribe(await secondWay(request, error, options.signal), options);
      }
    },
    transcript: (request, options) =>
      ask(request, options?.signal, (asked) => client.transcript(asked, options)),
    file: (request, format, options) =>
      ask(request, options?.signal, (asked) => client.file(asked, format, options)),
  };
}

function isOfFile(failure: unknown): boolean {
  return failure instanceof ApiError && failure.status === 400 && failure.param === 'file';
}

/** By the browser's own decoder, which knows all formats that an `<audio>` element plays. The API mixes the channels. */
async function decodeInPage(bytes: ArrayBuffer, sampleRate: number): Promise<Float32Array[]> {
  const context = new OfflineAudioContext(1, 1, sampleRate);
  const decoded = await context.decodeAudioData(bytes);
  const count = decoded.numberOfChannels;
  return Array.from({ length: count }, (_, index) => decoded.getChannelData(index));
}
