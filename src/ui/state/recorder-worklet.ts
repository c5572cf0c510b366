/** What TypeScript's libraries leave out of https://webaudio.github.io/web-audio-api/#AudioWorkletProcessor */
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** Frames that are handed on at once. */
const blockFrames = 512;
/** A render quantum in which nothing came: Firefox gives a muted source no channel at all. */
const nothing = new Float32Array(128);

/** Hands on what it hears: blocks of mono samples. It has one input of one channel. */
class Tap extends AudioWorkletProcessor {
  #block = new Float32Array(blockFrames);
  #filled = 0;

  process([input]: Float32Array[][]): boolean {
    for (const sample of input?.[0] ?? nothing) {
      this.#block[this.#filled++] = sample;
      if (this.#filled < blockFrames) continue;
      this.port.postMessage(this.#block, [this.#block.buffer]);
      this.#block = new Float32Array(blockFrames);
      this.#filled = 0;
    }
    return true;
  }
}

registerProcessor('tap', Tap);

export {};
