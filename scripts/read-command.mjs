import util from 'node:util';
import { requireNode } from './install.mjs';

/**
 * Reads what stands behind `npm run … --`. `--help` prints the usage; what the command does not have, and what `read`
 * throws, prints the reason and the usage. Both end the process.
 *
 * @template T
 * @param {string} usage
 * @param {import('node:util').ParseArgsConfig} config of util.parseArgs
 * @param {(parsed: { values: Record<string, any>, positionals: string[] }) => T} read gives what the command needs
 * @returns {T}
 */
export function readCommand(usage, config, read) {
  requireNode(); // An old Node has no util.parseArgs.
  try {
    const help = { type: 'boolean', short: 'h' };
    const parsed = util.parseArgs({ ...config, options: { ...config.options, help } });
    if (!parsed.values.help) return read(parsed);
    console.log(usage);
    process.exit(0);
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exit(1);
  }
}
