import type { Connection } from '../../client/connection';
import { withPageDecoder } from '../../client/decode-in-page';
import { createRecordingClient } from '../../client/recording-client';
import type { SpeechClient } from '../../client/speech-client';
import { createTranscriptionClient } from '../../client/transcription-client';
import { Dictation } from './dictation.svelte';
import { openRecordingStore } from './recording-store';
import { Recordings } from './recordings.svelte';
import { openTabChannel } from './tab-channel';
import { Transcribing } from './transcribing.svelte';
import { TranscriptHistory } from './transcript-history.svelte';
import { openTranscriptStore } from './transcript-store';
import { TranscriptionChoices } from './transcription-choices.svelte';

/** What the Transcribe page works with; it goes on while another page is shown. */
export class TranscriptionDesk {
  readonly choices = new TranscriptionChoices();
  readonly history: TranscriptHistory;
  readonly recordings = new Recordings(openRecordingStore());
  readonly transcribing: Transcribing;
  readonly dictation: Dictation;

  /** Tells the other tabs that there is another list of transcripts. */
  #channel = openTabChannel('sotto-transcripts', () => {
    void this.history.refresh();
    void this.recordings.refresh();
  });

  constructor(ask: Connection['fetch'], models: SpeechClient, onModelChange: () => void) {
    const tell = () => this.#channel.tell('changed');
    this.history = new TranscriptHistory(openTranscriptStore(), tell);
    const client = withPageDecoder(createTranscriptionClient(ask));
    this.transcribing = new Transcribing(
      { client, models, recordings: createRecordingClient(ask) },
      { onModelChange, onWritten: (transcript) => void this.history.keep(transcript) },
    );
    this.dictation = new Dictation(this.transcribing, this.recordings);
  }

  stop(): void {
    this.dictation.stop();
    this.transcribing.stop();
    this.#channel.close();
  }
}
