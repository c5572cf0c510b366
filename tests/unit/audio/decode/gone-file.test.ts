import { expect, test } from 'vitest';
import { decodeAudio } from '../../../../src/audio/decode';
import { wavFile } from './wav-file';

/** A file on the disk, until somebody deletes it: then its parts cannot be read any more, as in browsers. */
function fileOnDisk(file: Blob) {
  let gone = false;
  const onDisk = (blob: Blob): Blob => {
    const slice = blob.slice.bind(blob);
    const bytes = blob.arrayBuffer.bind(blob);
    blob.slice = (...bounds) => onDisk(slice(...bounds));
    blob.arrayBuffer = () =>
      gone ? Promise.reject(new DOMException('It has changed.', 'NotReadableError')) : bytes();
    return blob;
  };
  return { file: onDisk(file), remove: () => (gone = true) };
}

const fault = {
  ...{ code: 'invalid_request', param: 'file' },
  message: expect.stringContaining('changed, moved or deleted') as string,
};
/** Ten seconds. */
const sound = () => wavFile(new Uint8Array(320_000).fill(64));

test('a file that is deleted before it is read is told as such, and not as broken', async () => {
  const { file, remove } = fileOnDisk(sound());
  remove();
  await expect(decodeAudio(file, { sampleRate: 16_000 })).rejects.toMatchObject(fault);
});

test('a file that is deleted while it is read is not taken for one that ends there', async () => {
  const { file, remove } = fileOnDisk(sound());
  const { samples } = await decodeAudio(file, { sampleRate: 16_000 });
  const read = async () => {
    for await (const some of samples) if (some.length > 0) remove();
  };
  await expect(read()).rejects.toMatchObject(fault);
});
