import { copyChangedApp } from './changed-app';

/**
 * A copy of the built app for a slow device: each chunk that a model speaks leaves its thread `pause` milliseconds
 * late. Nothing else is changed, and `remove` deletes the copy.
 */
export function copySlowedApp(pause: number): { folder: string; remove: () => void } {
  return copyChangedApp(slowness(pause));
}

/** Only messages with samples transfer something. */
function slowness(pause: number): string {
  return `{
  const post = self.postMessage.bind(self);
  self.postMessage = (message, transfer) =>
    transfer?.length ? setTimeout(post, ${pause}, message, transfer) : post(message, transfer);
}`;
}
