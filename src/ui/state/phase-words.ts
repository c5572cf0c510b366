import type { Failure, Phase } from './speaking.svelte';
import type { Take } from './take.svelte';
import { megabytes } from './wording';

type Situation = { phase: Phase; take: Take | undefined; failure: Failure | undefined };

const plainWords = {
  paused: 'Paused',
  blocked: 'This browser holds the sound back. Press Speak once more.',
  saving: 'Making the file…',
} as const;

/** What is going on, to be looked at. */
export function phaseWords({ phase, take, failure }: Situation): string {
  switch (phase.name) {
    case 'idle':
      return failure ? 'Not spoken' : idleWords(take);
    case 'preparing':
      return preparingWords(phase);
    case 'synthesizing':
      return take && take.seconds > 0 ? 'Waiting for the next words…' : 'Making the first words…';
    case 'playing':
      return take?.previewOf ? `Preview of ${take.previewOf}` : 'Speaking';
    default:
      return plainWords[phase.name];
  }
}

/** The same to be listened to: it changes seldom, and is silent while the page itself speaks. */
export function announcement(situation: Situation): string {
  const { phase, take, failure } = situation;
  if (phase.name === 'playing') return '';
  // After each jump the page waits for a moment.
  if (phase.name === 'synthesizing' && take && take.seconds > 0) return '';
  // A failure is an alert of its own.
  if (phase.name === 'idle' && (failure || !take)) return '';
  if (phase.name !== 'preparing' || phase.progress?.phase !== 'download') {
    return phaseWords(situation);
  }
  const { loaded, total } = phase.progress;
  if (total === undefined) return 'Downloading the model';
  return `Downloading the model, ${25 * Math.floor((4 * loaded) / total)} percent`;
}

function idleWords(take: Take | undefined): string {
  if (!take) return 'What you hear appears here.';
  return take.heard ? 'Done' : 'Stopped';
}

function preparingWords({ progress }: Extract<Phase, { name: 'preparing' }>): string {
  if (!progress) return 'Looking for the model…';
  if (progress.phase === 'load') return 'Loading the model…';
  const { loaded, total } = progress;
  if (total === undefined) return `Downloading, ${megabytes(loaded)} so far`;
  const percent = Math.floor((100 * loaded) / total);
  return `Downloading, ${megabytes(loaded)} of ${megabytes(total)} (${percent} %)`;
}
