import type { Take } from './take.svelte';

/** CSS pixels: a bar, and the gap to the next; the room between the line and the bars. */
const bar = 3;
const gap = 2;
const below = 6;

/**
 * Draws a take as bars that hang beneath the canvas's upper edge: heard, received, and dots for what is still expected.
 * `width` is the canvas's in CSS pixels; the colours are the custom properties of its style.
 */
export function drawWaveform(
  canvas: HTMLCanvasElement,
  width: number,
  take: Take | undefined,
  position: number,
): void {
  const context = canvas.getContext('2d');
  if (!context || width === 0) return;
  const height = canvas.clientHeight;
  const scale = devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.scale(scale, scale);

  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name);
  const [heard, unheard] = [colour('--heard'), colour('--unheard')];
  const bars = Math.floor(width / (bar + gap));
  const total = take?.expectedSeconds ?? 0;
  for (let i = 0; i < bars; i++) {
    const from = (i / bars) * total;
    const peak = take && total > 0 ? take.peak(from, ((i + 1) / bars) * total) : 0;
    context.fillStyle = from < position ? heard : unheard;
    // The square root lifts quiet speech, which would be a flat line otherwise.
    const length = 2 + Math.sqrt(Math.min(1, peak)) * (height - below - 2);
    context.beginPath();
    context.roundRect(i * (bar + gap), below, bar, length, bar / 2);
    context.fill();
  }
  if (total === 0 || position === 0) return;
  context.fillStyle = colour('--playhead');
  context.fillRect((position / total) * (width - 1), 0, 1, height);
}
