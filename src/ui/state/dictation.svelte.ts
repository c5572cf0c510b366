import { wavFile } from '../../client/wav-file';
import { DictationCuts, type Cut } from './dictation-cuts';
import { loudness, Recorder, type Block } from './recorder.svelte';
import { RecorderError, type RecorderSource } from './recorder-sources';
import type { Piece, Transcribing } from './transcribing.svelte';
import { Transcript } from './transcript.svelte';
import type { TranscriptionChoices } from './transcription-choices.svelte';

/** `whole`: written down when the recording is over; `live`: at each pause. */
export type DictationMode = 'whole' | 'live';

/** Records, and has the recording written down. */
export class Dictation {
  readonly recorder = new Recorder();
  mode = $state<DictationMode>('whole');
  #transcribing: Transcribing;

  constructor(transcribing: Transcribing) {
    this.#transcribing = transcribing;
  }

  /** To be called in the handler of a click or key. */
  async start(
    source: RecorderSource,
    mode: DictationMode,
    choices: TranscriptionChoices,
  ): Promise<void> {
    this.#transcribing.clear();
    this.mode = mode;
    const recording = new Recording();
    const name = source === 'tab' ? 'tab-recording' : 'recording';
    try {
      if (mode === 'whole') {
        const onend = () => {
          if (recording.empty) this.#transcribing.fail('Nothing was recorded. Try again.');
          else void this.#transcribing.transcribe(recording.file(name), choices);
        };
        await this.recorder.start(source, { onblock: recording.add, onend });
      } else {
        await this.#live(source, name, { recording, choices });
      }
    } catch (error) {
      const again = () => void this.start(source, mode, choices);
      const message = error instanceof Error ? error.message : String(error);
      if (!(error instanceof RecorderError)) console.warn('The recording failed.', error);
      this.#transcribing.fail(message, again);
    }
  }

  /** Ends the recording; what was said is still written down. */
  stop(): void {
    this.recorder.stop();
  }

  async #live(
    source: RecorderSource,
    name: string,
    { recording, choices }: { recording: Recording; choices: TranscriptionChoices },
  ): Promise<void> {
    const transcript = new Transcript(name);
    const pieces = new LivePieces(name);
    await this.recorder.start(source, {
      onblock: (block, rate) => {
        recording.add(block, rate);
        pieces.add(block, rate);
      },
      onend: () => {
        transcript.audio = recording.file(name);
        pieces.end();
      },
    });
    // What cannot be written down is not recorded on and on.
    void this.#transcribing.dictate(transcript, pieces, choices).finally(() => {
      if (this.#transcribing.transcript === transcript) this.stop();
    });
  }
}

class Recording {
  #blocks: Block[] = [];
  #rate = 1;

  readonly add = (block: Block, rate: number): void => {
    this.#blocks.push(block);
    this.#rate = rate;
  };

  get empty(): boolean {
    return this.#blocks.length === 0;
  }

  file(name: string): File {
    return wavOf(name, this.#blocks, this.#rate);
  }
}

/** Cuts what is recorded into pieces, which wait until they are asked for. */
class LivePieces implements AsyncIterable<Piece> {
  #name: string;
  #cuts = new DictationCuts();
  #blocks: Block[] = [];
  #rate = 1;
  /** Frames before the first of the blocks. */
  #offset = 0;
  #waiting: Piece[] = [];
  #ended = false;
  #wake = () => {};

  constructor(name: string) {
    this.#name = name;
  }

  add(block: Block, rate: number): void {
    this.#rate = rate;
    this.#blocks.push(block);
    const cut = this.#cuts.add(loudness(block), block.length / rate);
    if (cut) this.#take(cut);
  }

  end(): void {
    this.#take(this.#cuts.end());
    this.#ended = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Piece> {
    for (;;) {
      const piece = this.#waiting.shift();
      if (piece) yield piece;
      else if (this.#ended) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #take({ blocks, speech }: Cut): void {
    const taken = this.#blocks.splice(0, blocks);
    const offset = this.#offset / this.#rate;
    this.#offset += taken.reduce((sum, { length }) => sum + length, 0);
    if (!speech) return;
    this.#waiting.push({ file: wavOf(this.#name, taken, this.#rate), offset });
    this.#wake();
  }
}

function wavOf(name: string, blocks: readonly Block[], rate: number): File {
  return new File([wavFile(blocks, rate)], `${name}.wav`, { type: 'audio/wav' });
}
