/** A container and codec that callers may ask for. */
export type AudioFormat = 'pcm' | 'wav' | 'mp3' | 'opus' | 'aac' | 'm4a' | 'flac' | 'ulaw' | 'alaw';

/** Whether a header tells the length, and so waits for the last sample, or leaves it open and goes first. */
export type Header = 'exact' | 'open';

export type FormatInfo = {
  contentType: string;
  extension: string;
  /** Whether the first bytes are sent before the last sample is known, unless the caller decides on the header. */
  streams: boolean;
  /** Hz, where the format has one rate only. */
  sampleRate?: number;
};

export const formats = {
  /** s16le, mono, without a header. */
  pcm: { contentType: 'audio/pcm', extension: 'pcm', streams: true },
  wav: { contentType: 'audio/wav', extension: 'wav', streams: false },
  /** 128 kbit/s, constant. */
  mp3: { contentType: 'audio/mpeg', extension: 'mp3', streams: true },
  /** In Ogg; always 48 kHz to its decoder. */
  opus: { contentType: 'audio/ogg; codecs=opus', extension: 'opus', streams: true },
  /** AAC-LC in ADTS frames. */
  aac: { contentType: 'audio/aac', extension: 'aac', streams: true },
  /** AAC-LC in MP4, its index at the front. */
  m4a: { contentType: 'audio/mp4', extension: 'm4a', streams: false },
  flac: { contentType: 'audio/flac', extension: 'flac', streams: true },
  /** G.711, without a header. RFC 2046 gives `audio/basic` this rate. */
  ulaw: { contentType: 'audio/basic', extension: 'ulaw', streams: true, sampleRate: 8000 },
  alaw: { contentType: 'audio/x-alaw-basic', extension: 'alaw', streams: true, sampleRate: 8000 },
} as const satisfies Record<AudioFormat, FormatInfo>;

export const formatNames = Object.keys(formats) as [AudioFormat, ...AudioFormat[]];

/** Whether a file's first bytes are sent before its last sample is known. */
export function startsBeforeEnd(format: AudioFormat, header: Header | undefined): boolean {
  return header === undefined ? formats[format].streams : header === 'open';
}
