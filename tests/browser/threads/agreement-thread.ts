import { compareKokoro, testSentence } from '../../../src/engines/kokoro/self-test';
import { createStyles } from '../../../src/engines/kokoro/styles';
import { createGpuSession, type GpuSession, type Session } from '../../../src/engines/session';
import type { Agreement } from '../../../src/weights/verdicts';
import { corrupted, faults, recorded, trifles, type Fault } from './corrupted-session';

// Checks the sample model on this browser's software adapter, healthy and corrupted.

/** What to check: each fault on the test sentence, or the healthy adapter with so many short inputs. */
export type AgreementOrder = { base: string; check: 'faults' } | { base: string; healthy: number };
export type Agreements = { found: Record<string, Agreement>; failure?: string };

addEventListener('message', ({ data }: MessageEvent<AgreementOrder>) => {
  void answer(data)
    .catch((error: unknown) => ({ found: {}, failure: String(error) }))
    .then((found: Agreements) => postMessage(found));
});

async function answer(order: AgreementOrder): Promise<Agreements> {
  const file = async (path: string) => (await fetch(order.base + path)).blob();
  const styles = createStyles((voice) => file(`voices/${voice}.bin`));
  const gpu = await createGpuSession(await file('onnx/model.onnx'));
  const found =
    'healthy' in order
      ? await checkHealthy(gpu, styles, order.healthy)
      : await checkFaults(gpu, await styles([{ id: 'af_sample', share: 1 }], testSentence.length));
  return { found };
}

async function checkFaults(gpu: GpuSession, style: Float32Array) {
  const real = recorded(gpu);
  const processor: Session = {
    ...recorded(await gpu.startOnProcessor()),
    dispose: async () => undefined,
  };
  const startProcessor = async () => processor;
  const found: Record<string, Agreement> = {};
  const all: Record<string, Fault> = { nothing: () => ({}), ...trifles, ...faults };
  for (const [name, fault] of Object.entries(all)) {
    found[name] = await compareKokoro({ gpu: corrupted(real, fault), startProcessor, style });
  }
  return found;
}

/** The whole sentence takes this adapter seconds; three symbols of it at a time do not. */
async function checkHealthy(
  gpu: GpuSession,
  styles: ReturnType<typeof createStyles>,
  times: number,
) {
  const found: Record<string, Agreement> = {};
  for (let i = 0; i < times; i++) {
    const tokens = testSentence.slice(i, i + 3);
    const voice = i % 2 === 0 ? 'af_sample' : 'am_sample';
    const style = await styles([{ id: voice, share: 1 }], tokens.length);
    const startProcessor = gpu.startOnProcessor;
    found[`${voice} ${i}`] = await compareKokoro({ gpu, startProcessor, style, tokens });
  }
  return found;
}
