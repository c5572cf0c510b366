/** Seconds of quiet that end a piece. */
const pause = 0.6;
/** Seconds after which a piece ends in any case, and the part of its end that is searched for the quietest place. */
const longest = 8;
const searched = 2;
/** Seconds of quiet that are kept before speech, whose first sound may be faint. */
const leadIn = 0.4;
/**
 * Root mean square below which nobody speaks, and the loudest noise that is not taken for speech. A microphone that is set
 * low gives voices with peaks at a hundredth of full scale and a sixth of that as root mean square.
 */
const quietest = 0.0005;
const loudestNoise = 0.02;
/** Speech is that many times louder than the noise between words. */
const aboveNoise = 2.5;
/** How much the estimate of the noise may rise in a second. */
const noiseRise = 1.2;

/** The end of a piece: so many of the blocks since the last cut; those without speech are to be forgotten. */
export type Cut = { blocks: number; speech: boolean };

/**
 * Says where running speech is cut: in pauses, or at the quietest place where none comes. Blocks are all of about the
 * same length, some hundredths of a second.
 */
export class SpeechCuts {
  #levels: number[] = [];
  #noise = loudestNoise;
  /** Blocks from the last cut on, up to the last one with speech. */
  #spoken = 0;

  /** Somebody has spoken since the last cut. */
  get speaks(): boolean {
    return this.#spoken > 0;
  }

  /** Takes the loudness of the next block (root mean square) and its seconds. */
  add(level: number, seconds: number): Cut | undefined {
    this.#levels.push(level);
    this.#noise = Math.min(level, loudestNoise, this.#noise * noiseRise ** seconds + 1e-6);
    if (level > Math.max(quietest, aboveNoise * this.#noise)) this.#spoken = this.#levels.length;
    const count = this.#levels.length;
    if (this.#spoken === 0) {
      const spare = count - Math.ceil(leadIn / seconds);
      return spare > 0 ? this.#cut(spare, false) : undefined;
    }
    if ((count - this.#spoken) * seconds >= pause) return this.#cut(count, true);
    if (count * seconds < longest) return undefined;
    return this.#cut(this.#quietestOf(Math.ceil(searched / seconds)), true);
  }

  /** Ends the last piece. */
  end(): Cut {
    return this.#cut(this.#levels.length, this.#spoken > 0);
  }

  #cut(blocks: number, speech: boolean): Cut {
    this.#levels.splice(0, blocks);
    this.#spoken = Math.max(0, this.#spoken - blocks);
    return { blocks, speech };
  }

  /** How many blocks there are up to the quietest of the last `count`. */
  #quietestOf(count: number): number {
    const from = Math.max(0, this.#levels.length - count);
    const last = this.#levels.slice(from);
    return from + last.indexOf(Math.min(...last)) + 1;
  }
}
