import { wavFile } from './wav-file';

export type MediaActions = {
  play: () => void;
  pause: () => void;
  stop: () => void;
  /** The keys of the previous and the next track. */
  previous: () => void;
  next: () => void;
  /** To a time of the speech, in seconds. */
  seekTo: (seconds: number) => void;
  /** Seconds forward, or back when they are negative. */
  seekBy: (seconds: number) => void;
};

/** What a lock screen shows; times in seconds. */
export type MediaState = {
  state: 'playing' | 'paused' | 'none';
  title: string;
  position: number;
  duration: number;
};

/** Seconds that a key skips where the system names no other. */
const skip = 10;
/** Seconds of the silence that is looped; browsers give no keys to shorter media. */
const silence = 6;

/**
 * The media keys of a keyboard, a headset or a lock screen, for speech that is played by Web Audio. Browsers give the
 * keys to media elements only, so a silent one plays beside the speech.
 */
export class MediaKeys {
  #holder: HTMLAudioElement | undefined;
  #shown: MediaState['state'] = 'none';

  constructor(actions: MediaActions) {
    const { play, pause, stop, previous, next, seekTo, seekBy } = actions;
    handle('play', play);
    handle('pause', pause);
    handle('stop', stop);
    handle('previoustrack', previous);
    handle('nexttrack', next);
    handle('seekbackward', ({ seekOffset }) => seekBy(-(seekOffset ?? skip)));
    handle('seekforward', ({ seekOffset }) => seekBy(seekOffset ?? skip));
    handle('seekto', ({ seekTime }) => seekTo(seekTime ?? 0));
  }

  /** To be called at each change of the state, and when the position jumps. */
  show({ state, title, position, duration }: MediaState): void {
    if (!('mediaSession' in navigator)) return;
    const session = navigator.mediaSession;
    session.playbackState = state;
    if (state !== 'none') {
      session.metadata = new MediaMetadata({ title });
      session.setPositionState({ duration, position: Math.min(position, duration) });
    }
    if (state === this.#shown) return;
    this.#shown = state;
    if (state === 'playing') this.#hold();
    else this.#holder?.pause();
  }

  #hold(): void {
    this.#holder ??= silentLoop();
    // Refused without a gesture: then the speech has no keys, and is heard all the same.
    this.#holder.play().catch(() => undefined);
  }
}

function handle(action: MediaSessionAction, handler: MediaSessionActionHandler): void {
  try {
    navigator.mediaSession?.setActionHandler(action, handler);
  } catch (error) {
    // An action that this browser does not know; it has no key for it.
    if (!(error instanceof TypeError)) throw error;
  }
}

function silentLoop(): HTMLAudioElement {
  const rate = 8000;
  const file = wavFile([new Float32Array(silence * rate)], rate);
  const audio = new Audio(URL.createObjectURL(file));
  audio.loop = true;
  return audio;
}
