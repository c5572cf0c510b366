import { describe, expect, it } from 'vitest';
import { SpeechError } from '../../../src/base/errors';
import { defaultHub, findModel, type ModelCard } from '../../../src/catalog/models';
import type { Device, Progress } from '../../../src/engines/engine';
import { fetchWeights } from '../../../src/engines/kokoro/weights';
import type { FileRef, WeightStore } from '../../../src/weights/store';

const kokoro = findModel('kokoro') as ModelCard;
const sample = findModel('sample-kokoro') as ModelCard;

/** A store over a hub that has some repositories; every file is ten bytes. */
function store(repos: readonly string[], failure?: SpeechError) {
  const asked: string[] = [];
  const missing = new SpeechError('hub_failed', 'The hub has no such file.', {
    cause: { status: 404, missing: true },
  });
  const weights: WeightStore = {
    async read({ hub, repo, revision, path }: FileRef, { report } = {}) {
      asked.push(`${hub}/${repo}/${revision}/${path}`);
      if (failure) throw failure;
      if (!repos.includes(repo)) throw missing;
      report?.({ loaded: 4, total: 10 });
      report?.({ loaded: 10, total: 10 });
      return new Blob([path]);
    },
    async open(file, options) {
      const bytes = new Uint8Array(await (await weights.read(file, options)).arrayBuffer());
      const read = (start: number, end: number) => bytes.slice(start, end);
      return { size: bytes.length, read, giveOnce: () => read };
    },
    recheck: async () => undefined,
    settle: async () => undefined,
    has: async () => false,
    size: async () => 0,
    delete: async () => undefined,
  };
  return { weights, asked };
}

async function fetched(card: ModelCard, device: Device, repos: readonly string[]) {
  const { weights, asked } = store(repos);
  const progress: Progress[] = [];
  const found = await fetchWeights(card, {
    weights,
    device,
    hub: 'https://hub.example',
    base: 'https://app.example/sotto/',
    report: (step) => progress.push(step),
  });
  return { ...found, asked, progress };
}

const timestamped = 'onnx-community/Kokoro-82M-v1.0-ONNX-timestamped';
const twin = 'onnx-community/Kokoro-82M-v1.0-ONNX';

describe('the weights of Kokoro', () => {
  it('are fp32 for WebGPU and q8 for WASM', async () => {
    const gpu = await fetched(kokoro, 'webgpu', [timestamped]);
    expect(gpu.precision).toBe('fp32');
    expect(gpu.asked).toEqual([`https://hub.example/${timestamped}/main/onnx/model.onnx`]);
    const wasm = await fetched(kokoro, 'wasm', [timestamped]);
    expect(wasm.precision).toBe('q8');
    expect(new TextDecoder().decode(wasm.model.read(0, wasm.model.size))).toBe(
      'onnx/model_quantized.onnx',
    );
  });

  it('are fp32 on WASM where the card has nothing else, from the app’s own hub', async () => {
    const { precision, asked } = await fetched(sample, 'wasm', ['sotto/sample-kokoro']);
    expect(precision).toBe('fp32');
    expect(asked[0]).toBe('https://app.example/sotto/hub/sotto/sample-kokoro/main/onnx/model.onnx');
  });

  it('come from the twin, voices too, when the hub lacks the repository', async () => {
    const { asked, voice } = await fetched(kokoro, 'wasm', [twin]);
    await voice('bm_george');
    expect(asked.slice(1)).toEqual([
      `https://hub.example/${twin}/main/onnx/model_quantized.onnx`,
      `https://hub.example/${twin}/main/voices/bm_george.bin`,
    ]);
  });

  it('are not looked for elsewhere when the hub fails otherwise', async () => {
    const failure = new SpeechError('hub_failed', 'The hub said 500.', {
      cause: { status: 500, missing: false },
    });
    const { weights, asked } = store([twin], failure);
    const options = {
      weights,
      device: 'wasm',
      hub: 'https://h',
      base: 'https://a/',
      report() {},
    } as const;
    await expect(fetchWeights(kokoro, options)).rejects.toBe(failure);
    expect(asked).toHaveLength(1);
  });

  it('have their lexicons from where they are published, unless the user chose a hub', async () => {
    const lexiconOf = async (card: ModelCard, hub: string) => {
      const asked: FileRef[] = [];
      const { weights } = store([timestamped, 'sotto/sample-kokoro']);
      const read: WeightStore['read'] = (file, options) => {
        asked.push(file);
        return weights.read(file, options);
      };
      const base = 'https://app.example/';
      const options = {
        weights: { ...weights, read },
        device: 'wasm',
        hub,
        base,
        report() {},
      } as const;
      await (await fetchWeights(card, options)).lexicon('en-US');
      return asked.at(-1);
    };
    expect(await lexiconOf(kokoro, defaultHub)).toMatchObject({
      hub: defaultHub,
      repo: timestamped,
      path: 'lexicon/us_gold.json',
      pinned: { url: expect.stringMatching(/^https:.*us_gold\.json$/) as string, size: 3_000_469 },
    });
    const mirrored = await lexiconOf(kokoro, 'https://hub.example');
    expect(mirrored).toMatchObject({ hub: 'https://hub.example', path: 'lexicon/us_gold.json' });
    expect(mirrored?.pinned).not.toHaveProperty('url');
    expect(await lexiconOf(sample, defaultHub)).toMatchObject({ hub: 'https://app.example/hub' });
  });

  it('have no lexicon of a language that the model’s card has none for', async () => {
    const { lexicon } = await fetched(kokoro, 'wasm', [timestamped]);
    expect(lexicon('it')).toBeUndefined();
  });

  it('report the sum of all files', async () => {
    const { progress, voice } = await fetched(kokoro, 'wasm', [timestamped]);
    await voice('af_heart');
    expect(progress).toEqual([
      { phase: 'download', loaded: 4, total: 10 },
      { phase: 'download', loaded: 10, total: 10 },
      { phase: 'download', loaded: 14, total: 20 },
      { phase: 'download', loaded: 20, total: 20 },
    ]);
  });
});
