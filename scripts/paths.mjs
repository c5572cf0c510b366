import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, whatever folder a command was started from. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A path inside the project, absolute. */
export function inProject(...parts) {
  return join(root, ...parts);
}
