import type { ModelCard } from '../../catalog/models';
import type { ModelInfo, ModelProgress, Placement } from '../../client/model-client';
import { amount, duration } from './wording';

const devices: Readonly<Record<string, string>> = { webgpu: 'WebGPU', wasm: 'WebAssembly' };

const states = {
  embedded: 'Part of this app',
  absent: 'Not on this device',
  downloading: 'Downloading',
  stored: 'On this device',
  loaded: 'Loaded',
} as const;

/** Where a model is, in a few words; `starting`: its download was asked for. */
export function stateWords(
  card: ModelCard,
  info: ModelInfo | undefined,
  starting: boolean,
): string {
  if (info?.progress?.phase === 'load') return 'Loading';
  if (starting && info?.state === 'absent') return 'Looking for the model…';
  if (!info) return '';
  return info.state === 'absent' ? absentWords(card, info) : states[info.state];
}

function absentWords(card: ModelCard, info: ModelInfo): string {
  if (isPaused(info)) return 'Download paused';
  if (info.evicted) return 'Removed by the browser';
  return isOwn(card) ? states.embedded : states.absent;
}

/** Whether its files come from this app's own origin. */
export function isOwn({ weights }: ModelCard): boolean {
  return weights?.hub !== 'chosen';
}

/** Some of it is here, and nothing fetches the rest. */
export function isPaused({ state, storedBytes }: ModelInfo): boolean {
  return state === 'absent' && storedBytes > 0;
}

/** It would be refused here, so that nobody should download it for this device. */
export function cannotRun({ weights }: ModelCard, info: ModelInfo | undefined): boolean {
  return weights?.needsGpu === true && !info?.placement && info?.planned?.device === 'wasm';
}

/** What the files take: `92 MB (q8) or 326 MB (fp32)`; empty for a part of the app. */
export function sizeWords({ weights }: ModelCard): string {
  return Object.entries(weights?.files ?? {})
    .sort(([, a], [, b]) => a.bytes - b.bytes)
    .map(([precision, { bytes }]) => `${amount(bytes)} (${precision})`)
    .join(' or ');
}

/** `q8 with WebAssembly`. */
export function placementWords({ device, precision }: Placement): string {
  const name = devices[device] ?? device;
  return precision === 'none' ? name : `${precision} with ${name}`;
}

/** `12 MB of 92 MB · 3.1 MB/s · 26 s left`, as far as it is known; the rate is in bytes per second. */
export function progressWords({ loaded, total }: ModelProgress, rate: number | undefined): string {
  const parts = [total === undefined ? amount(loaded) : `${amount(loaded)} of ${amount(total)}`];
  if (rate === 0) parts.push('nothing arrives at the moment');
  else if (rate !== undefined) {
    parts.push(`${amount(rate)}/s`);
    if (total !== undefined) parts.push(`${duration((total - loaded) / rate)} left`);
  }
  return parts.join(' · ');
}

/** A model's doings to be listened to: in quarters, so that it does not talk all the time. */
export function announcement(
  card: ModelCard,
  info: ModelInfo | undefined,
  starting: boolean,
): string {
  const words = `${card.name}: ${stateWords(card, info, starting)}`;
  const { phase, loaded, total } = info?.progress ?? {};
  if (phase !== 'download' || loaded === undefined || total === undefined) return words;
  return `${words}, ${25 * Math.floor((4 * loaded) / total)} percent`;
}
