/** A container and codec that callers may ask for. */
export type AudioFormat = 'pcm' | 'wav' | 'mp3';

export type FormatInfo = {
  contentType: string;
  extension: string;
  /** Whether the first bytes can be sent before the last sample is known. */
  streams: boolean;
};

export const formats = {
  /** s16le, mono, without a header. */
  pcm: { contentType: 'audio/pcm', extension: 'pcm', streams: true },
  /** Its header holds the length, so it is sent when the length is known. */
  wav: { contentType: 'audio/wav', extension: 'wav', streams: false },
  /** 128 kbit/s, constant. */
  mp3: { contentType: 'audio/mpeg', extension: 'mp3', streams: true },
} as const satisfies Record<AudioFormat, FormatInfo>;

export function isAudioFormat(value: string): value is AudioFormat {
  return Object.hasOwn(formats, value);
}
