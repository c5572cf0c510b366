/** What a file is that cannot be read, by the letters it has at a place; \xNN is a byte. */
const kinds: [at: number, letters: string, name: string][] = [
  [0, 'MThd', 'a MIDI file, which has notes and no sound'],
  [0, '#!AMR', 'an AMR recording'],
  [0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'a Windows Media file (WMA, WMV)'],
  [0, 'caff', 'a Core Audio file (CAF)'],
  [8, 'AVI ', 'an AVI film'],
  [0, 'FLV\x01', 'a Flash film (FLV)'],
  [0, '.RMF', 'a RealMedia file'],
  [0, '\x00\x00\x01\xba', 'an MPEG program stream (MPG, VOB)'],
  [0, 'wvpk', 'a WavPack file'],
  [0, 'TTA1', 'a True Audio file (TTA)'],
  [0, 'MAC ', 'a Monkey’s Audio file (APE)'],
  [28, 'Speex   ', 'a Speex recording'],
  [0, '\xff\xfd', 'an MPEG audio file of layer II (MP2)'],
  [0, '\xff\xfc', 'an MPEG audio file of layer II (MP2)'],
  [0, 'NIST_1A', 'a SPHERE file (NIST)'],
  [8, '8SVX', 'an Amiga recording (8SVX)'],
  [0, 'MPCK', 'a Musepack file'],
  [0, 'MP+', 'a Musepack file'],
  [0, 'DSD ', 'a DSD file'],
  [0, 'riff\x2e\x91\xcf\x11', 'a Wave64 file'],
  [0, 'RIFX', 'a big-endian WAV file (RIFX)'],
  [0, 'Creative Voice File', 'a Creative Voice file (VOC)'],
  [0, '\x0b\x77', 'a Dolby Digital file (AC-3)'],
  [0, '\x7f\xfe\x80\x01', 'a DTS file'],
  [0, 'ADIF', 'an AAC file with an ADIF header'],
  [0, '#EXTM3U', 'a playlist, which only names sound that is elsewhere'],
  [0, '\x89PNG', 'a picture (PNG)'],
  [0, '\xff\xd8\xff', 'a picture (JPEG)'],
  [0, 'GIF8', 'a picture (GIF)'],
  [8, 'WEBP', 'a picture (WebP)'],
  [0, 'II*\x00', 'a picture (TIFF)'],
  [0, 'MM\x00*', 'a picture (TIFF)'],
  [4, 'ftypavif', 'a picture (AVIF)'],
  [4, 'ftyphei', 'a picture (HEIC)'],
  [0, '%PDF', 'a PDF document'],
  [0, 'PK\x03\x04', 'a ZIP archive or an office document'],
  [0, '\x1f\x8b', 'a gzip archive'],
  [0, 'Rar!', 'a RAR archive'],
  [0, '7z\xbc\xaf', 'a 7z archive'],
  [0, '<!doctype html', 'a web page'],
  [0, '<!DOCTYPE html', 'a web page'],
  [0, '<html', 'a web page'],
];

/** What a file is by its first bytes, in words; undefined where they say nothing. */
export async function fileKind(file: Blob): Promise<string | undefined> {
  const bytes = new Uint8Array(await file.slice(0, 36).arrayBuffer());
  const head = String.fromCharCode(...bytes);
  return kinds.find(([at, letters]) => head.startsWith(letters, at))?.[2];
}
