import { announcement, phaseWords } from './phase-words';
import type { Failure } from './speaking.svelte';
import type { TranscribingPhase } from './transcribing.svelte';
import type { Transcript } from './transcript.svelte';
import { clock, duration, megabytes } from './wording';

type Situation = {
  phase: TranscribingPhase;
  transcript: Transcript | undefined;
  failure: Failure | undefined;
  /** Recordings that come after. */
  waiting: number;
  secondsLeft: number | undefined;
  /** The transcript was written just now. */
  ended: boolean;
};

/** Characters of a text that is told as a whole. */
const short = 300;

/** What is going on, to be looked at. */
export function transcribingWords(situation: Situation): string {
  const { phase, transcript, waiting, secondsLeft } = situation;
  const more = waiting === 0 ? '' : `; ${othersWait(waiting)}`;
  switch (phase.name) {
    case 'idle':
      return idleWords(situation);
    case 'fetching':
      return fetchingWords(phase) + more;
    case 'preparing':
      return phaseWords({ phase, take: undefined, failure: undefined }) + more;
    case 'listening': {
      if (!transcript || transcript.done === 0) return `Listening…${more}`;
      const { done, total } = transcript;
      const all = total === undefined ? '' : ` of ${clock(total)}`;
      const left = secondsLeft === undefined ? '' : `, about ${duration(secondsLeft)} left`;
      return `Listening, ${clock(done)}${all} written down${left}${more}`;
    }
  }
}

/**
 * The same to be listened to: it changes seldom. What is written down is told at the end, if it is short: before, a
 * microphone would hear it too.
 */
export function transcribingAnnouncement(situation: Situation): string {
  const { phase, transcript } = situation;
  switch (phase.name) {
    case 'idle':
      return withText(idleWords(situation), situation);
    case 'fetching':
      return `Fetching from ${phase.host}`;
    case 'preparing':
      return announcement({ phase, take: undefined, failure: undefined });
    case 'listening':
      return listeningWords(transcript);
  }
}

function withText(words: string, { transcript, ended }: Situation): string {
  const text = transcript?.text ?? '';
  return ended && text !== '' && text.length <= short ? `${words}: ${text}` : words;
}

function listeningWords(transcript: Transcript | undefined): string {
  const { done = 0, total } = transcript ?? {};
  const quarters = total === undefined ? 0 : Math.min(3, Math.floor((4 * done) / total));
  return quarters > 0 ? `Listening, ${25 * quarters} percent written down` : 'Listening';
}

function fetchingWords({
  host,
  progress,
}: Extract<TranscribingPhase, { name: 'fetching' }>): string {
  if (!progress) return `Asking ${host}…`;
  const { loaded, total } = progress;
  const all = total === undefined ? 'so far' : `of ${megabytes(total)}`;
  return `Fetching from ${host}, ${megabytes(loaded)} ${all}`;
}

function othersWait(count: number): string {
  return count === 1 ? 'one more recording waits' : `${count} more recordings wait`;
}

function idleWords({ transcript, failure, waiting, ended }: Situation): string {
  if (!transcript || waiting > 0) return '';
  if (!transcript.complete) {
    // A failure is an alert of its own.
    if (failure) return transcript.text ? 'Broken off' : '';
    return ended ? 'Stopped' : 'Not finished';
  }
  if (!ended) return '';
  return transcript.text === '' ? 'Done. No words were found in it.' : 'Done';
}
