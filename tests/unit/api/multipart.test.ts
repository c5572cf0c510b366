import { afterEach, describe, expect, test, vi } from 'vitest';
import { MultipartError, readMultipart, type FormEntry } from '../../../src/api/multipart';

afterEach(() => vi.restoreAllMocks());

const type = 'multipart/form-data; boundary=edge';

async function entriesOf(body: Blob | string, contentType = type): Promise<FormEntry[]> {
  const entries: FormEntry[] = [];
  for await (const entry of readMultipart(new Blob([body]), contentType)) entries.push(entry);
  return entries;
}

const field = (name: string, value: string) =>
  `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (parameters: string, value: string, head = '') =>
  `--edge\r\nContent-Disposition: form-data; ${parameters}${head}\r\n\r\n${value}\r\n`;
const end = '--edge--\r\n';

describe('a form', () => {
  test('as the platform writes it comes back', async () => {
    const form = new FormData();
    form.append('prompt', 'Zwei\r\nZeilen & "Anführung" 👋');
    form.append('a"b\nc', '');
    form.append(
      'file',
      new File([Uint8Array.of(0, 13, 10, 255)], 'ä"ö.wav', { type: 'audio/wav' }),
    );
    form.append('file', new File([], 'empty'));
    const sent = new Response(form);
    const contentType = sent.headers.get('content-type') ?? '';
    const [prompt, odd, sound, empty] = await entriesOf(await sent.blob(), contentType);
    expect(prompt).toEqual(['prompt', 'Zwei\r\nZeilen & "Anführung" 👋']);
    expect(odd).toEqual(['a"b\r\nc', '']);
    const [, heard] = sound as [string, File];
    expect([heard.name, heard.type]).toEqual(['ä"ö.wav', 'audio/wav']);
    expect([...new Uint8Array(await heard.arrayBuffer())]).toEqual([0, 13, 10, 255]);
    expect((empty?.[1] as File).size).toBe(0);
  });

  test.each([
    ['without quotes', 'name=file; filename=a.wav', 'a.wav'],
    ['with the quotes of curl', 'name="file"; filename="a\\"b.wav"', 'a"b.wav'],
    ['with a name that looks like another', 'filename="x; name=y"; name="file"', 'x; name=y'],
    [
      'with a name in another alphabet',
      'name="file"; filename*=utf-8\'\'%e4.wav',
      "utf-8''%e4.wav",
    ],
    ['with a backslash at the end', 'name="file"; filename="a\\"', 'a\\'],
  ])('has a file %s', async (_, parameters, name) => {
    const [entry] = await entriesOf(file(parameters, 'RIFF', '\r\ncontent-TYPE: Audio/WAV ') + end);
    const [key, value] = entry as [string, File];
    expect([key, value.name, value.type, await value.text()]).toEqual([
      ...['file', name, 'audio/wav', 'RIFF'],
    ]);
  });

  test.each([
    ['lines before it', `This is a form.\r\n${field('a', '1')}${end}`, type],
    ['lines behind it', `${field('a', '1')}${end}--edge\r\nnothing`, type],
    ['spaces behind its boundary', `--edge  \r\n${field('a', '1').slice(8)}${end}`, type],
    ['a boundary in quotes', field('a', '1') + end, 'multipart/form-data; boundary="edge"; a=b'],
    ['a value like its boundary', field('a', '1') + field('b', 'the--edge\n--edge') + end, type],
  ])('may have %s', async (_, body, contentType) => {
    expect((await entriesOf(body, contentType))[0]).toEqual(['a', '1']);
  });

  test.each(['audio/wav', 'video/mp4', 'application/octet-stream'])(
    'has a file without a name where it says %s',
    async (kind) => {
      const body = file('name="file"', 'RIFF', `\r\nContent-Type: ${kind}`) + end;
      const [, value] = (await entriesOf(body))[0] as [string, File];
      expect([value.name, value.type, await value.text()]).toEqual(['', kind, 'RIFF']);
    },
  );

  test('has texts that tell their type and letters', async () => {
    const head = '\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 1';
    expect(await entriesOf(file('name="a"', '1', head) + end)).toEqual([['a', '1']]);
  });

  test('has letters that are not UTF-8 replaced', async () => {
    const body = new Blob([field('a', ''), end]);
    const at = body.size - end.length - 2;
    const wrong = new Blob([body.slice(0, at), Uint8Array.of(0xe4), body.slice(at)]);
    expect(await entriesOf(wrong)).toEqual([['a', '\ufffd']]);
  });
});

describe('no form', () => {
  test.each([
    ['is without a boundary', field('a', '1') + end, 'no boundary', 'multipart/form-data'],
    [
      'has another boundary',
      field('a', '1') + end,
      "'x', is not",
      'multipart/form-data; boundary=x',
    ],
    ['breaks off', field('a', '1'), 'Its end is missing'],
    ['has a part without a name', file('filename="x"', '') + end, 'no name'],
    ['has a part without a head', `--edge\r\n\r\nx\r\n${end}`, 'no name'],
    ['has a part with an endless head', file(`name="${'a'.repeat(20_000)}"`, '') + end, 'no head'],
    ['has lines without carriage returns', `--edge\nname="a"\n\n1\n--edge--\n`, 'CR LF'],
    ['has lines like its boundary', `--edgewise\r\n${end}`, 'CR LF'],
  ])('%s', async (_, body, reason, contentType = type) => {
    const failure: unknown = await entriesOf(body, contentType).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MultipartError);
    expect((failure as Error).message).toContain(reason);
  });

  test('has a text of megabytes', async () => {
    const body = field('prompt', 'a'.repeat(9 * 1024 ** 2)) + end;
    await expect(entriesOf(body)).rejects.toMatchObject({ param: 'prompt' });
  });
});

const megabyte = 1024 ** 2;

test('a file ends at its boundary wherever that lies in what is read at a time', async () => {
  const head = new Blob([file('name="file"; filename="a"', '').slice(0, -2)]);
  for (const shift of [-9, -8, -7, -1, 0, 1, 2]) {
    const bytes = new Uint8Array(4 * megabyte - head.size + shift).fill(45);
    const entries = await entriesOf(new Blob([head, bytes, '\r\n', field('a', '1'), end]));
    expect((entries[0]?.[1] as File).size).toBe(bytes.length);
    expect(entries[1]).toEqual(['a', '1']);
  }
});

test('a file of a hundred megabytes is a slice: it is read through once, a little at a time', async () => {
  const part = new Blob([new Uint8Array(16 * megabyte).fill(7)]);
  const recording = Array.from({ length: 8 }, () => part);
  const head = file('name="file"; filename="a.wav"', '').slice(0, -2);
  const read = vi.spyOn(Blob.prototype, 'arrayBuffer');
  const body = new Blob([head, ...recording, '\r\n', field('model', 'whisper-1'), end]);
  const entries = await entriesOf(body);
  const sizes = read.mock.contexts.map((blob) => (blob as Blob).size);
  expect((entries[0]?.[1] as File).size).toBe(8 * part.size);
  expect(entries[1]).toEqual(['model', 'whisper-1']);
  expect(Math.max(...sizes)).toBeLessThan(2 * megabyte);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(1.01 * body.size);
});
