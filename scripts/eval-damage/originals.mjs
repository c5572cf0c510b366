import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files of every kind that ffmpeg makes of sound: ending, encoder, and what else it needs. */
const kinds = [
  ...['pcm_u8', 'pcm_s16le', 'pcm_s24le', 'pcm_f32le', 'pcm_f64le', 'pcm_mulaw', 'pcm_alaw'],
  ...['adpcm_ms', 'adpcm_ima_wav', 'adpcm_yamaha', 'libmp3lame', 'g726', 'wmav2'],
].map((codec) => ['wav', codec]);
kinds.push(
  ['wav', 'pcm_s16le', '-rf64', 'always'],
  ['w64', 'pcm_s16le'],
  ...['pcm_s8', 'pcm_s16be', 'pcm_f32be', 'pcm_mulaw', 'pcm_alaw'].map((codec) => ['au', codec]),
  ...['pcm_s16be', 'pcm_s24be', 'pcm_s16le', 'pcm_f32be', 'pcm_mulaw'].map((c) => ['aiff', c]),
  ...['pcm_s16be', 'alac', 'aac'].map((codec) => ['caf', codec]),
  ['flac', 'flac'],
  // Whose frames tell their rate in other ways.
  ...[12_000, 22_222, 192_000].map((rate) => ['flac', 'flac', '-ar', String(rate)]),
  ...['libopus', 'libvorbis', 'flac', 'libspeex'].map((codec) => ['ogg', codec]),
  ['mp3', 'libmp3lame'],
  ['mp3', 'libmp3lame', '-q:a', '4'],
  ['mp3', 'libmp3lame', '-write_apetag', '1', '-metadata', 'title=Glide'],
  ['mp3', 'libmp3lame', '-write_xing', '0', '-id3v2_version', '0'],
  ['mp2', 'mp2'],
  ['aac', 'aac'],
  ['latm', 'aac'],
  ...['aac', 'alac'].map((codec) => ['m4a', codec]),
  ['m4a', 'aac', '-movflags', 'faststart'],
  ...['libopus', 'flac', 'libmp3lame', 'ac3'].map((codec) => ['mp4', codec, '-strict', '-2']),
  ['mp4', 'aac', '-movflags', 'frag_keyframe+empty_moov', '-frag_duration', '500000'],
  ...['aac', 'pcm_s16be', 'pcm_s24le', 'pcm_mulaw', 'adpcm_ima_qt'].map((codec) => ['mov', codec]),
  ['3gp', 'aac'],
  ...['aac', 'libmp3lame', 'flac', 'libopus', 'libvorbis', 'pcm_s16le'].map((c) => ['mka', c]),
  ...['ac3', 'alac', 'tta', 'wavpack', 'mp2'].map((codec) => ['mka', codec]),
  ...['libopus', 'libvorbis'].map((codec) => ['webm', codec]),
  ['webm', 'libopus', '-live', '1', '-cluster_time_limit', '400'],
  ...['aac', 'libmp3lame', 'mp2', 'ac3'].map((codec) => ['ts', codec]),
  ...[
    ['avi', 'libmp3lame'],
    ['flv', 'aac', '-ar', '22050'],
    ['wma', 'wmav2'],
    ['mpg', 'mp2'],
  ],
  ...['wv', 'tta', 'ac3', 'eac3', 'spx', 'voc', 'nut', 'sbc', 'gsm', 'dts'].map((ending) => [
    ending,
  ]),
);
/** With a pause of two seconds in their times. */
const pauses = [
  ...['aac', 'libopus', 'libvorbis', 'flac', 'pcm_s16le'].map((codec) => ['mka', codec]),
  ...['mp4', 'ts'].map((ending) => [ending, 'aac']),
];
const pause = ['-af', "asetpts='PTS+if(gte(T,1),2/TB,0)'"];
/** With a moving picture as well, or with nothing but one. */
const films = [
  ['mp4', 'aac', '-c:v', 'mpeg4'],
  ['webm', 'libopus', '-c:v', 'libvpx'],
  ['mkv', 'libvorbis', '-c:v', 'mpeg4'],
  ['ts', 'aac', '-c:v', 'mpeg2video'],
  ['mov', 'pcm_s16le', '-c:v', 'mpeg4'],
];
const pictures = ['png', 'jpg', 'gif', 'bmp', 'webp', 'tiff'];

const sound = ['-f', 'lavfi', '-i', 'aevalsrc=0.4*sin(2*PI*(200*t+150*t*t)):s=16000:d=3'];
const film = ['-f', 'lavfi', '-i', 'testsrc=size=64x64:rate=10:duration=3'];

/**
 * Writes a file of each kind into a folder, and gives their names; those that this ffmpeg cannot make are left out, and
 * all of them are where there is no ffmpeg.
 * @param {string} folder
 * @returns {string[]}
 */
export function makeOriginals(folder) {
  const files = [
    ...kinds.map(([ending, codec, ...more]) => ({
      name: [codec ?? ending, ...more.filter((word) => /^\w+$/.test(word))].join('-'),
      args: [...sound, ...(codec ? ['-c:a', codec] : []), ...more],
      ending,
    })),
    ...pauses.map(([ending, codec]) => ({
      ...{ name: `pause-${codec}`, args: [...sound, ...pause, '-c:a', codec], ending },
    })),
    { name: 'two-tracks', args: [...sound, '-map', '0:a', '-map', '0:a'], ending: 'mka' },
    { name: 'late', args: [...sound, '-output_ts_offset', '1.5'], ending: 'm4a' },
    ...films.map(([ending, codec, ...more]) => ({
      name: `film-${codec}`,
      args: [...sound, ...film, '-c:a', codec, ...more],
      ending,
    })),
    { name: 'film-without-sound', args: [...film, '-c:v', 'mpeg4'], ending: 'mp4' },
    ...pictures.map((ending) => ({
      ...{ name: 'picture', args: [...film, '-frames:v', '1', '-update', '1'], ending },
    })),
  ];
  return files.flatMap(({ name, args, ending }) => {
    const file = `${name}.${ending}`;
    const path = join(folder, file);
    const { status } = spawnSync('ffmpeg', ['-v', 'error', '-y', '-nostdin', ...args, path]);
    return status === 0 && statSync(path).size > 0 ? [file] : [];
  });
}

/** Bytes that a process uses now; undefined where the system has no /proc. */
export function residentBytes(processId) {
  try {
    const status = readFileSync(`/proc/${processId}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)[1]) * 1024;
  } catch {
    return undefined; // Not Linux, or it ended.
  }
}
