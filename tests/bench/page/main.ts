import { measureEncode } from './encode';
import { measureLoad } from './load';
import { measureSpeak } from './speak';
import { measureTranscribe } from './transcribe';
import { measureTransport } from './transport';

const functions = { measureEncode, measureLoad, measureSpeak, measureTranscribe, measureTransport };

declare global {
  /** What the benches call in this page. */
  var bench: typeof functions;
}

globalThis.bench = functions;
