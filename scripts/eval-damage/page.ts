import { encode } from '../../src/audio/encode';
import { formatNames } from '../../src/audio/formats';
import { seededRandom } from '../../src/base/seeded-random';
import type { DecodedInput } from '../../tests/browser/threads/decode-input-thread';
import { startDecoder, type Decoder } from '../../tests/browser/threads/decoder-thread';
import { glide } from '../../tests/unit/audio/decode/glide';
import { collect, whole } from '../../tests/unit/audio/tones';
import { damages, type Damaged, type Original } from './damage';

/** Milliseconds after which a thread counts as hanging. */
const bound = 20_000;
/** What 3 s of sound may become: a clock that is damaged may make pauses. */
const mostSeconds = 3600;

export type Tally = {
  /** By kind of damage: files with sound, without any, refused. */
  outcomes: Record<string, { sound: number; silent: number; refused: number }>;
  /** What should not have been, each with what it takes to see it again. */
  faults: string[];
  slowest: { file: string; milliseconds: number };
  longest: { file: string; seconds: number };
  /** Of the page and its threads after a collection; undefined where the browser does not tell. */
  heapBytes: number | undefined;
};

const originals: Original[] = [];
let thread: Decoder | undefined;

/** Takes files from this host, and one of each format that the app itself writes; tells how many there are. */
async function load(names: string[]): Promise<number> {
  for (const name of names) {
    const answer = await fetch(`${location.origin}/originals/${name}`);
    originals.push({ name, bytes: new Uint8Array(await answer.arrayBuffer()) });
  }
  for (const format of formatNames) {
    for (const header of ['exact', 'open'] as const) {
      const pieces = await collect(encode(format, whole(glide(24_000, 3)), 24_000, header));
      const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
      originals.push({ name: `our ${format}, ${header}`, bytes });
    }
  }
  return originals.length;
}

/** File `number` of a seed, which is always the same. */
function make(seed: number, number: number): Damaged & { file: string } {
  const random = seededRandom(seed * 1_000_003 + number);
  const pick = () => originals[Math.floor(random() * originals.length)]!;
  const [kind, damage] = Object.entries(damages)[number % Object.keys(damages).length]!;
  const [original, other] = [pick(), pick()];
  const damaged = damage(original.bytes, random, other.bytes);
  return { ...damaged, file: `${number} (${original.name}, ${kind})` };
}

async function run(seed: number, from: number, to: number): Promise<Tally> {
  const tally: Tally = {
    ...{ outcomes: {}, faults: [], heapBytes: undefined },
    ...{ slowest: { file: '', milliseconds: 0 }, longest: { file: '', seconds: 0 } },
  };
  for (let number = from; number < to; number++) {
    const { bytes, type = '', file } = make(seed, number);
    try {
      count(tally, file, await decode(new Blob([bytes], { type })), number);
    } catch (error) {
      tally.faults.push(`${file}: ${(error as Error).message}`);
      thread?.end();
      thread = undefined;
    }
  }
  tally.heapBytes = await heapBytes();
  return tally;
}

/** Rejects when the thread dies or hangs. */
async function decode(file: Blob): Promise<DecodedInput> {
  thread ??= startDecoder();
  const options = { sampleRate: 16_000, patience: 5000 };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${bound} ms`)), bound);
  });
  try {
    return await Promise.race([thread.decode({ file, options, summary: true }), late]);
  } finally {
    clearTimeout(timer);
  }
}

function count(tally: Tally, file: string, heard: DecodedInput, number: number): void {
  const kind = Object.keys(damages)[number % Object.keys(damages).length]!;
  const sum = (tally.outcomes[kind] ??= { sound: 0, silent: 0, refused: 0 });
  sum[heard.failure ? 'refused' : heard.count > 0 ? 'sound' : 'silent'] += 1;
  const { failure, peak, open, milliseconds } = heard;
  const seconds = heard.count / 16_000;
  const fault = (what: string) => tally.faults.push(`${file}: ${what}`);
  if (failure && !(failure.code === 'invalid_request' && failure.param === 'file'))
    fault(`${failure.code}: ${failure.message}`);
  if (failure && heard.count > 0) fault(`an error after ${seconds} s of sound`);
  if (!(peak <= 1)) fault(`a sample of ${peak}`);
  if (Object.values(open).some((left) => left > 0)) fault(`left open: ${JSON.stringify(open)}`);
  if (milliseconds > bound / 2) fault(`${Math.round(milliseconds)} ms`);
  if (seconds > mostSeconds) fault(`${Math.round(seconds)} s of sound`);
  if (milliseconds > tally.slowest.milliseconds) tally.slowest = { file, milliseconds };
  if (seconds > tally.longest.seconds) tally.longest = { file, seconds };
}

async function heapBytes(): Promise<number | undefined> {
  const asked = performance as {
    measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }>;
  };
  return (await asked.measureUserAgentSpecificMemory?.())?.bytes;
}

const functions = { load, run };

declare global {
  /** What the script calls in this page. */
  var damage: typeof functions;
}

globalThis.damage = functions;
