import type { ModelCard } from '../../catalog/models';
import type { ModelState } from '../../client/model-client';

/** `9 s`, `3 min 5 s`. */
export function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  return minutes === 0 ? `${whole} s` : `${minutes} min ${whole % 60} s`;
}

/** `0:07`, `12:30`, `1:02:05`. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = String(whole % 60).padStart(2, '0');
  return hours === 0
    ? `${minutes}:${rest}`
    : `${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
}

/** Services tell languages in small letters. */
export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Decimal megabytes, as model hubs count them. */
export function megabytes(bytes: number): string {
  const millions = bytes / 1e6;
  return `${millions < 10 ? millions.toFixed(1) : Math.round(millions)} MB`;
}

/** The same from kilobytes to gigabytes. */
export function amount(bytes: number): string {
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`;
  return bytes < 1e9 ? megabytes(bytes) : `${(bytes / 1e9).toFixed(1)} GB`;
}

const states: Readonly<Record<Exclude<ModelState, 'absent'>, string>> = {
  embedded: 'Part of this app',
  downloading: 'Downloading',
  stored: 'On this device',
  loaded: 'Loaded',
};

/** Where a model is, or what it takes to get it. */
export function whereabouts(card: ModelCard, state: ModelState | undefined): string {
  if (state !== undefined && state !== 'absent') return states[state];
  if (!card.weights || card.weights.hub === 'own') return states.embedded;
  const { fp32, q8, q4, 'fp32+q4': mixed } = card.weights.files;
  const onCard = fp32 ?? mixed;
  const smallest = q8 ?? q4;
  const sizes = [
    smallest && `${megabytes(smallest.bytes)} to download`,
    onCard && `${megabytes(onCard.bytes)} with WebGPU`,
  ];
  return sizes.filter((size) => size !== undefined).join(', ');
}
