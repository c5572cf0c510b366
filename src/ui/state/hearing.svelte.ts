import { Player, type Playback } from '../../client/player';
import { toTime, type Jump } from './jumps';
import type { Take } from './take.svelte';

/** The ear: plays a take, jumps in it, and knows how far it has come. */
export class Hearing {
  /** Seconds of the take that were heard. */
  position = $state(0);

  #player = new Player();
  #onState: (state: Playback['state']) => void;
  #frame = 0;
  /** Seconds of the take that lie before the sound that plays now. */
  #origin = 0;
  /** Where the sound goes on when `#leave` is aborted. */
  #jump: Jump = toTime(0);
  #leave: AbortController | undefined;
  /** It was paused on the way to another place, where nothing sounds yet. */
  #held = false;

  /** `onState` is called at each change of what is heard. */
  constructor(onState: (state: Playback['state']) => void) {
    this.#onState = onState;
    this.#player.watch(({ state }) => onState(state));
  }

  /** To be called in the handler of a click or key, so that the browser allows sound. */
  unlock(sampleRate: number): void {
    this.#player.unlock(sampleRate);
  }

  pause(): void {
    if (this.#isOnTheWay()) this.#hold();
    else this.#player.pause();
  }

  /** As `unlock`. */
  resume(): void {
    if (this.#held) this.#onState('waiting');
    this.#held = false;
    this.#player.resume();
  }

  /** Before the first sound of another take. */
  rewind(): void {
    this.position = 0;
  }

  /** Goes on elsewhere in what plays; false when nothing does. */
  jump(to: Jump): boolean {
    if (!this.#leave) return false;
    this.#jump = to;
    this.#held = false;
    this.#leave.abort();
    return true;
  }

  /** Resolves when the take was heard to its end; throws what its stream throws, or the signal's reason. */
  async play(take: Take, start: Jump, signal: AbortSignal): Promise<void> {
    this.#jump = start;
    this.#held = false;
    take.heard = false;
    try {
      while (!take.heard) {
        this.#leave = new AbortController();
        await this.#playFrom(take, this.#leave.signal, signal);
      }
    } finally {
      this.#leave = undefined;
      if (signal.aborted) take.close();
    }
  }

  /** Plays from where the jump goes, until the take is heard, or `leave` tells of another jump. */
  async #playFrom(take: Take, leave: AbortSignal, signal: AbortSignal): Promise<void> {
    this.#onState(this.#held ? 'paused' : 'waiting');
    const from = await this.#jump(take, leave);
    signal.throwIfAborted();
    if (leave.aborted) return;
    this.#origin = from;
    const { sampleRate } = take;
    const playing = this.#player.play(take.listen(from), {
      sampleRate,
      signal: AbortSignal.any([signal, leave]),
    });
    if (this.#held) this.#player.pause();
    this.#held = false;
    this.#follow();
    try {
      await playing;
      take.heard = true;
    } catch (error) {
      if (signal.aborted || !leave.aborted) throw error;
    } finally {
      cancelAnimationFrame(this.#frame);
      this.#tellPosition();
    }
  }

  /** Whether what sounded was left, and the next has not begun. */
  #isOnTheWay(): boolean {
    if (!this.#leave) return false;
    return this.#leave.signal.aborted || this.#player.playback.state === 'idle';
  }

  #hold(): void {
    this.#held = true;
    this.#onState('paused');
  }

  /** Keeps `position` at the ear while something plays. */
  #follow(): void {
    this.#tellPosition();
    this.#frame = requestAnimationFrame(() => this.#follow());
  }

  #tellPosition(): void {
    this.position = this.#origin + this.#player.playback.position;
  }
}
