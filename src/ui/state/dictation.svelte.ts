import { SampleQueue } from '../../client/sample-queue';
import { Recorder } from './recorder.svelte';
import { RecorderError, type RecorderSource } from './recorder-sources';
import type { Recording } from './recording.svelte';
import type { Recordings } from './recordings.svelte';
import type { Transcribing } from './transcribing.svelte';
import { Transcript } from './transcript.svelte';
import type { TranscriptionChoices } from './transcription-choices.svelte';

/** `whole`: written down when the recording is over; `live`: while it is spoken. */
export type DictationMode = 'whole' | 'live';

/** Records, and has the recording written down. */
export class Dictation {
  readonly recorder = new Recorder();
  mode = $state<DictationMode>('whole');
  /** The one under way, or the last one. */
  recording = $state.raw<Recording>();
  #transcribing: Transcribing;
  #recordings: Recordings;

  constructor(transcribing: Transcribing, recordings: Recordings) {
    this.#transcribing = transcribing;
    this.#recordings = recordings;
  }

  /** To be called in the handler of a click or key. */
  async start(
    source: RecorderSource,
    mode: DictationMode,
    choices: TranscriptionChoices,
  ): Promise<void> {
    this.#transcribing.begin();
    this.mode = mode;
    const name = nameOf(source, mode);
    const recording = this.#recordings.begin(name);
    this.recording = recording;
    try {
      if (mode === 'whole') {
        const onend = () => void this.#writeDown(recording, choices);
        await this.recorder.start(source, { onblock: recording.add, onend });
      } else {
        await this.#live(source, name, { recording, choices });
      }
    } catch (error) {
      void recording.letGo();
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

  /** Writes down a recording that lies on this device. */
  async writeDown(id: string, choices: TranscriptionChoices): Promise<void> {
    const recording = await this.#recordings.open(id);
    if (recording) await this.#writeDown(recording, choices);
  }

  async #writeDown(recording: Recording, choices: TranscriptionChoices): Promise<void> {
    if (recording.empty) {
      void recording.letGo();
      this.#transcribing.fail('Nothing was recorded. Try again.');
      return;
    }
    const written = await this.#transcribing.transcribe([recording.file()], choices, {
      made: true,
    });
    await this.#recordings.close(recording, written);
  }

  async #live(
    source: RecorderSource,
    name: string,
    { recording, choices }: { recording: Recording; choices: TranscriptionChoices },
  ): Promise<void> {
    const transcript = new Transcript(name);
    transcript.made = true;
    const samples = new SampleQueue();
    const sampleRate = await this.recorder.start(source, {
      onblock: (block, rate) => {
        recording.add(block, rate);
        samples.push(block);
      },
      onend: () => {
        transcript.audio = recording.file();
        samples.end();
      },
    });
    // It was called off before the browser's answer.
    if (this.recorder.state === 'idle' && recording.empty) return recording.letGo();
    const work = this.#transcribing.dictate(transcript, { samples, sampleRate }, choices);
    void work.then((written) => {
      // What cannot be written down is not recorded on and on.
      if (this.recording === recording) this.stop();
      return this.#recordings.close(recording, written);
    });
  }
}

function nameOf(source: RecorderSource, mode: DictationMode): string {
  if (source === 'tab') return 'Sound of a tab';
  return mode === 'live' ? 'Dictation' : 'Recording';
}
