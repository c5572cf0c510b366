import { expect, test } from 'vitest';
import type { Answer, Connection } from '../../../src/weights/connection';
import { downloadChunks } from '../../../src/weights/download';
import { Passing } from '../../../src/weights/faults';
import { SpeechError } from '../../../src/base/errors';
import { defaultTimings } from '../../../src/weights/retry';

const url = 'https://hub.example/a/b/resolve/main/model.onnx';
const manifest = {
  ...{ format: 1, hub: 'https://hub.example', repo: 'a/b', revision: 'main', path: 'model.onnx' },
  ...{ begun: 0, size: 8, sha256: undefined, etag: undefined, chunkSize: 8 },
  ...{ chunks: [undefined], complete: false },
};

/** A connection that breaks off after three bytes of each answer. */
function breaking(content: Uint8Array): { connection: Connection; asked: string[] } {
  const asked: string[] = [];
  const connection: Connection = {
    async get(_url, { span }) {
      const { start, end } = span ?? { start: 0, end: content.length };
      asked.push(`${start}-${end}`);
      async function* pieces() {
        yield content.subarray(start, Math.min(start + 3, end));
        if (start + 3 < end) throw new Passing(new SpeechError('hub_unreachable', 'gone'));
      }
      const range = `bytes ${start}-${end - 1}/${content.length}`;
      const headers = new Headers({ 'content-range': range });
      return { url, status: 206, headers, pieces: pieces(), leave() {} } satisfies Answer;
    },
  };
  return { connection, asked };
}

test('a chunk that breaks off goes on at the byte where it stopped', async () => {
  const content = new TextEncoder().encode('abcdefgh');
  const { connection, asked } = breaking(content);
  const { signal } = new AbortController();
  const opening = await connection.get(url, { span: { start: 0, end: 8 }, signal });
  const kept: string[] = [];
  const keep = async (_index: number, bytes: Uint8Array) =>
    void kept.push(new TextDecoder().decode(bytes));
  const timings = { ...defaultTimings, delay: 1 };
  const plan = { url, connection, timings, manifest, missing: [0], opening };
  await downloadChunks({ ...plan, keep, arrived: () => {} }, signal);
  expect(kept).toEqual(['abcdefgh']);
  expect(asked).toEqual(['0-8', '3-8', '6-8']);
});
