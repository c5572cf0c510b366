import { announcement, phaseWords } from './phase-words';
import type { Failure } from './speaking.svelte';
import type { TranscribingPhase } from './transcribing.svelte';
import type { Transcript } from './transcript.svelte';
import { clock, duration, megabytes } from './wording';

type Situation = {
  phase: TranscribingPhase;
  transcript: Transcript | undefined;
  failure: Failure | undefined;
  waiting: readonly File[];
  secondsLeft: number | undefined;
};

/** What is going on, to be looked at. */
export function transcribingWords({
  phase,
  transcript,
  failure,
  waiting,
  secondsLeft,
}: Situation): string {
  switch (phase.name) {
    case 'idle':
      return idleWords(transcript, failure);
    case 'fetching':
      return fetchingWords(phase);
    case 'preparing':
      return phaseWords({ phase, take: undefined, failure: undefined });
    case 'listening': {
      if (!transcript || transcript.done === 0) return 'Listening…';
      const { done, total } = transcript;
      const all = total === undefined ? '' : ` of ${clock(total)}`;
      const left = secondsLeft === undefined ? '' : `, about ${duration(secondsLeft)} left`;
      const more = waiting.length === 0 ? '' : `; ${filesWait(waiting.length)}`;
      return `Listening, ${clock(done)}${all} written down${left}${more}`;
    }
  }
}

/** The same to be listened to: it changes seldom; finished text is told by itself. */
export function transcribingAnnouncement(situation: Situation): string {
  const { phase, transcript, failure } = situation;
  switch (phase.name) {
    case 'idle':
      return transcript ? idleWords(transcript, failure) : '';
    case 'fetching':
      return `Fetching from ${phase.host}`;
    case 'preparing':
      return announcement({ phase, take: undefined, failure: undefined });
    case 'listening':
      return 'Listening';
  }
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

function filesWait(count: number): string {
  return count === 1 ? 'one more file waits' : `${count} more files wait`;
}

function idleWords(transcript: Transcript | undefined, failure: Failure | undefined): string {
  // A failure is an alert of its own.
  if (failure) return transcript?.text ? 'Broken off' : '';
  if (!transcript) return '';
  if (!transcript.complete) return 'Stopped';
  return transcript.text === '' ? 'Done. No words were found in it.' : 'Done';
}
