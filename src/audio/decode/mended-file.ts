import { behindId3 } from './mp3-delay';
import { plainWave } from './wave-file';

/** mediabunny's reader of FLAC (1.61.0) asks for as many bytes as a frame's head can have, and a short frame has fewer. */
const longestFlacHead = 16;

/**
 * The same file, so that nothing of it is lost: WAV whatever its head says; the last frame of a FLAC file may be short;
 * and programs put tags before files that have other places for them.
 */
export async function mendedFile(file: Blob): Promise<Blob> {
  const tagged = await behindId3(file);
  const bare = tagged > 0 ? file.slice(tagged) : file;
  const name = await bare.slice(0, 4).text();
  if (name === 'fLaC') return new Blob([bare, new Uint8Array(longestFlacHead)]);
  return (await plainWave(bare)) ?? (name === 'OggS' ? bare : file);
}
