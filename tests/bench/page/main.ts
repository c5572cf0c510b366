import { measureEncode } from './encode';
import { measureLoad } from './load';
import { measureSpeak } from './speak';
import { measureTranscribe } from './transcribe';
import { measureTransport } from './transport';
import { measureWhisper, measureWhisperLoad } from './whisper';

const functions = {
  ...{ measureEncode, measureLoad, measureSpeak },
  ...{ measureTranscribe, measureTransport, measureWhisper, measureWhisperLoad },
};

declare global {
  /** What the benches call in this page. */
  var bench: typeof functions;
}

globalThis.bench = functions;
