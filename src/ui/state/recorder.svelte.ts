import { abortable } from '../../base/abortable';
import { MixDown } from '../../base/mix-down';
import { loudness } from '../../client/loudness';
import { openSource, RecorderError, type RecorderSource } from './recorder-sources';
import workletUrl from './recorder-worklet.ts?worker&url';

/** Mono samples from −1 to 1. */
export type Block = Float32Array<ArrayBuffer>;

export type RecorderEvents = {
  /** Called with each block, some hundredths of a second long, and its rate in Hz. */
  onblock: (block: Block, sampleRate: number) => void;
  /** Called once when it is over, also when the user takes the sound away; not when it could not begin. */
  onend: () => void;
};

/** What all models hear; more would only be longer. */
const wantedRate = 16_000;
/** Below this a microphone is muted, or not connected: digital silence and the noise of a converter. */
const faint = 0.002;
/** Seconds after which a silent microphone is worth a word. */
const longSilence = 4;
/** Seconds that the mix of two channels comes late: as little as lets it follow what somebody begins to say. */
const mixLag = 0.1;
/** Milliseconds for the browser to start its sound. */
const patience = 10_000;

/** Records one sound at a time. */
export class Recorder {
  state = $state<'idle' | 'asking' | 'recording'>('idle');
  /** Root mean square of the last block, 0 to 1. */
  level = $state(0);
  /** Recorded so far. */
  seconds = $state(0);
  /** When something was last heard, in seconds of the recording. */
  #heardAt = $state(0);
  readonly silent = $derived(
    this.state === 'recording' && this.seconds - this.#heardAt > longSilence,
  );
  /** The last recording ended because the sound went away, as when a microphone is unplugged. */
  lost = $state(false);
  #end: (() => void) | undefined;
  #starts = 0;

  /**
   * Resolves with the rate of the blocks, in Hz. To be called in the handler of a click or key. Throws RecorderError when
   * there is nothing to record.
   */
  async start(source: RecorderSource, events: RecorderEvents): Promise<number> {
    this.stop();
    const start = ++this.#starts;
    this.state = 'asking';
    this.lost = false;
    this.level = this.seconds = this.#heardAt = 0;
    try {
      const stream = await openSource(source);
      const { sampleRate, close } = await listen(stream, (block, rate) => {
        if (start === this.#starts) this.#measure(block, rate);
        events.onblock(block, rate);
      });
      const end = () => {
        close();
        events.onend();
      };
      if (start !== this.#starts) {
        end();
        return sampleRate;
      }
      this.#end = end;
      for (const track of stream.getAudioTracks()) track.onended = () => this.#lose();
      this.state = 'recording';
      return sampleRate;
    } catch (error) {
      if (start === this.#starts) this.state = 'idle';
      throw error;
    }
  }

  stop(): void {
    this.#starts++;
    this.state = 'idle';
    this.level = 0;
    this.#finish();
  }

  /** Browsers tell nothing when it is the page that stops a track. */
  #lose(): void {
    this.lost = true;
    this.stop();
  }

  #finish(): void {
    const end = this.#end;
    this.#end = undefined;
    end?.();
  }

  #measure(block: Block, rate: number): void {
    this.level = loudness(block);
    this.seconds += block.length / rate;
    if (this.level > faint) this.#heardAt = this.seconds;
  }
}

/** Hands on a stream's sound until `close`, which gives the last of it and releases the device. */
async function listen(
  stream: MediaStream,
  onblock: (block: Block, sampleRate: number) => void,
): Promise<{ sampleRate: number; close: () => void }> {
  const { context, input } = connect(stream);
  const close = () => {
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  };
  try {
    await context.audioWorklet.addModule(workletUrl);
    const tap = new AudioWorkletNode(context, 'tap', {
      numberOfOutputs: 0,
      channelCount: 2,
      channelCountMode: 'explicit',
    });
    // By its own rules the browser would cancel a microphone with crossed wires.
    const mix = new MixDown(context.sampleRate, mixLag);
    const give = (blocks: Block[]) => blocks.forEach((block) => onblock(block, context.sampleRate));
    tap.port.onmessage = ({ data: [first, second] }: MessageEvent<[Block, Block]>) =>
      give(mix.add(first, second));
    input.connect(tap);
    await resume(context);
    return {
      sampleRate: context.sampleRate,
      close() {
        tap.port.onmessage = null;
        close();
        give(mix.end());
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** Firefox waits for a loudspeaker without end, also to record. */
async function resume(context: AudioContext): Promise<void> {
  const limit = AbortSignal.timeout(patience);
  try {
    await abortable(context.resume(), limit);
  } catch (cause) {
    if (!limit.aborted) throw cause;
    throw new RecorderError(
      'The browser does not start its sound. Some record only where they can also play: connect loudspeakers or headphones, and try again, or choose a file instead.',
      { cause },
    );
  }
}

function connect(stream: MediaStream) {
  const context = new AudioContext({ sampleRate: wantedRate });
  try {
    return { context, input: context.createMediaStreamSource(stream) };
  } catch {
    // Firefox does not join streams and contexts of different rates.
    void context.close();
    const own = new AudioContext();
    return { context: own, input: own.createMediaStreamSource(stream) };
  }
}
