import { SampleQueue } from '../../client/sample-queue';
import { wavFile } from '../../client/wav-file';
import { Recorder, type Block } from './recorder.svelte';
import { RecorderError, type RecorderSource } from './recorder-sources';
import type { Transcribing } from './transcribing.svelte';
import { Transcript } from './transcript.svelte';
import type { TranscriptionChoices } from './transcription-choices.svelte';

/** `whole`: written down when the recording is over; `live`: while it is spoken. */
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
    const name = nameOf(source, mode);
    try {
      if (mode === 'whole') {
        const onend = () => {
          if (recording.empty) this.#transcribing.fail('Nothing was recorded. Try again.');
          else void this.#transcribing.transcribe([recording.file(name)], choices);
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
    const samples = new SampleQueue();
    const sampleRate = await this.recorder.start(source, {
      onblock: (block, rate) => {
        recording.add(block, rate);
        samples.push(block);
      },
      onend: () => {
        transcript.audio = recording.file(name);
        samples.end();
      },
    });
    // What cannot be written down is not recorded on and on.
    void this.#transcribing.dictate(transcript, { samples, sampleRate }, choices).finally(() => {
      if (this.#transcribing.transcript === transcript) this.stop();
    });
  }
}

function nameOf(source: RecorderSource, mode: DictationMode): string {
  if (source === 'tab') return 'Sound of a tab';
  return mode === 'live' ? 'Dictation' : 'Recording';
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

function wavOf(name: string, blocks: readonly Block[], rate: number): File {
  return new File([wavFile(blocks, rate)], `${name}.wav`, { type: 'audio/wav' });
}
