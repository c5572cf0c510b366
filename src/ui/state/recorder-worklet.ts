/** What TypeScript's libraries leave out of https://webaudio.github.io/web-audio-api/#AudioWorkletProcessor */
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** Frames that are handed on at once. */
const blockFrames = 512;
/** A render quantum in which nothing came: Firefox gives a muted source no channel at all. */
const nothing = new Float32Array(128);

/** Hands on what it hears: blocks of both channels. It has one input of two channels. */
class Tap extends AudioWorkletProcessor {
  #block = emptyBlock();
  #filled = 0;

  process([input]: Float32Array[][]): boolean {
    const [first = nothing, second = first] = input ?? [];
    for (let at = 0; at < first.length; at++) {
      this.#block[0][this.#filled] = first[at]!;
      this.#block[1][this.#filled++] = second[at]!;
      if (this.#filled < blockFrames) continue;
      const [one, other] = this.#block;
      this.port.postMessage(this.#block, [one.buffer, other.buffer]);
      this.#block = emptyBlock();
      this.#filled = 0;
    }
    return true;
  }
}

function emptyBlock() {
  return [new Float32Array(blockFrames), new Float32Array(blockFrames)] as const;
}

registerProcessor('tap', Tap);

export {};
