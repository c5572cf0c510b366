import { describe, expect, test } from 'vitest';
import { readZip } from '../../../src/client/read-zip';
import { hasPython, withPython } from '../../contracts/python';

async function zipBy(statements: string): Promise<Blob> {
  return (
    await withPython(`import zipfile; zip = zipfile.ZipFile(path, 'w'); ${statements}; zip.close()`)
  ).file;
}

describe.skipIf(!hasPython)('zips that Python wrote (skipped without Python)', () => {
  test('a zip of another program is read, with its folders, comment and names of other scripts', async () => {
    const zip = await zipBy(
      "zip.comment = b'PK\\5 hello'; zip.mkdir('a'); zip.writestr('a/über.txt', 'first'); zip.writestr('b', '')",
    );
    const files = await readZip(zip);
    expect([...files.keys()]).toEqual(['a/über.txt', 'b']);
    expect(await files.get('a/über.txt')?.text()).toBe('first');
    expect(files.get('b')?.size).toBe(0);
  });

  test('a compressed zip is refused with a way out', async () => {
    const zip = await zipBy("zip.writestr('a', 'a' * 1000, zipfile.ZIP_DEFLATED)");
    await expect(readZip(zip)).rejects.toThrow('‘a’ compressed or encrypted; unpack it');
  });
});

test('what is no zip is named as such', async () => {
  await expect(readZip(new Blob(['{}'.repeat(50_000)]))).rejects.toThrow('is not a zip');
  await expect(readZip(new Blob())).rejects.toThrow('is not a zip');
});
