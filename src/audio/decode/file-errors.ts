import { SpeechError } from '../../base/errors';

/** The endings of files that need no decoder of the browser's. */
const uncompressed = ['aiff', 'au', 'wav'];
/** The endings of files that can be read in every browser with WebCodecs. */
const supported = [
  ...uncompressed,
  ...['aac', 'flac', 'm4a', 'mka', 'mkv', 'mov', 'mp3', 'mp4', 'mpeg', 'mpga'],
  ...['oga', 'ogg', 'opus', 'ts', 'webm'],
].toSorted();

/** Firefox of phones has decoders in pages only. */
function readable(): string {
  const lacks = typeof AudioDecoder === 'undefined';
  const names = (lacks ? uncompressed : supported).map((name) => `'${name}'`).join(', ');
  return `${lacks ? 'This browser lacks WebCodecs. ' : ''}Supported formats: [${names}].`;
}

function refuse(message: string, cause?: unknown): SpeechError {
  return new SpeechError('invalid_request', `${message} ${readable()}`, { param: 'file', cause });
}

export const emptyFile = () => refuse('The audio file is empty: it has 0 bytes.');

/** `kind` in words, where it is known. */
export const unknownFormat = (kind: string | undefined, cause?: unknown) =>
  refuse(`Invalid file format.${kind ? ` The file is ${kind}.` : ''}`, cause);

export const noSound = () => refuse('The file has no audio track.');

/** `codec` as the container names it, where it is known. */
export function unknownCodec(codec: string | null): SpeechError {
  const which = codec ? `“${codec}”, which` : 'a codec that';
  return refuse(`The audio track uses ${which} cannot be decoded here.`);
}

/** For figures that only a broken header has. */
export const unlikely = (channels: number, rate: number) =>
  refuse(
    `The audio file might be corrupted: its header tells of ${channels} channels at ${rate} Hz.`,
  );

export const noSuchChannel = (channel: number, channels: number) =>
  new SpeechError(
    'invalid_request',
    `There is no channel ${channel}: the file has ${channels}, counted from 0.`,
    { param: 'channel' },
  );

/** For tracks that only their owner's programs can read. */
export const encrypted = () =>
  refuse('The audio track is encrypted (DRM) and cannot be decoded here.');

/** What else than samples may be in a WAV file, by its number there (RFC 2361). */
const waveCodecs: Record<number, string> = {
  2: 'Microsoft ADPCM',
  17: 'IMA ADPCM',
  34: 'TrueSpeech',
  49: 'GSM 6.10',
  64: 'G.721 ADPCM',
  69: 'G.726 ADPCM',
  80: 'MPEG audio',
  85: 'MP3 in WAV',
  353: 'Windows Media Audio',
};

export const goneFile = (cause: unknown) =>
  new SpeechError(
    'invalid_request',
    'The file cannot be read any more: it was changed, moved or deleted. Choose it again.',
    { param: 'file', cause },
  );

/** What a browser says of a file on the disk that is not what it was (https://www.w3.org/TR/FileAPI/#dfn-error-codes). */
const goneNames = ['NotReadableError', 'NotFoundError'];

/** What went wrong before the first sample, as the file's fault. */
export function asFileError(reason: unknown): SpeechError {
  if (reason instanceof SpeechError) return reason;
  if (reason instanceof Error && goneNames.includes(reason.name)) return goneFile(reason);
  // The reader of files tells in words what it does not know.
  const known = reason instanceof Error && /^Unsupported .*?\)/.exec(reason.message)?.[0];
  const wave = waveCodecs[Number(known && /format tag (\d+)/.exec(known)?.[1])];
  if (wave) return unknownCodec(wave);
  return refuse(
    `The audio file might be corrupted or unsupported: it could not be decoded${known ? `. ${known}` : ''}.`,
    reason,
  );
}
