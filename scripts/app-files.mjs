import { posix } from 'node:path';
import { parseAst } from 'vite';

/**
 * The scripts that the page with all that it can show, its threads and English speech start with, by the names that the
 * build gives them; what they import belongs to them.
 */
const page = ['index', 'Models', 'Transcribe', 'transcription-desk', 'captions-file'];
const firstScripts = [...page, 'server', 'engine', 'reader', 'speaker', 'espeak-ng', 'en', 'mp3'];
const firstOthers = /\.(css|html|svg|png|webmanifest)$|mp3.*\.wasm$|^espeak\/(core|en|index)\b/;
const never = /^(sw\.js$|hub\/)/;

/**
 * Which files of the app a first visit keeps for offline use (`files`: the page, the API, eSpeak NG's English, mp3), and
 * which are kept when they are first used (`later`: other languages and models, the ONNX runtime, other encoders).
 * `paths` are all files, `scripts` the code of those that are built: by its path.
 *
 * @param {string[]} paths
 * @param {ReadonlyMap<string, string>} scripts
 */
export function splitAppFiles(paths, scripts) {
  const served = paths.filter((path) => !never.test(path)).sort();
  const first = new Set(served.filter((path) => firstOthers.test(path)));
  const missing = firstScripts.flatMap((name) => scriptsNamed(name, served));
  for (let path = missing.pop(); path !== undefined; path = missing.pop()) {
    if (first.has(path)) continue;
    first.add(path);
    missing.push(...importsOf(path, scripts.get(path) ?? ''));
  }
  return {
    files: served.filter((path) => first.has(path)),
    later: served.filter((path) => !first.has(path)),
  };
}

/**
 * @param {string} name
 * @param {string[]} paths
 */
function scriptsNamed(name, paths) {
  const pattern = new RegExp(`^assets/${name}-[\\w-]{8}\\.js$`);
  const found = paths.filter((path) => pattern.test(path));
  if (found.length === 0) throw new Error(`The build has no assets/${name}-….js to keep offline.`);
  return found;
}

/**
 * The scripts that one cannot start without: those that it imports, but for `import()`.
 *
 * @param {string} path
 * @param {string} code
 */
function importsOf(path, code) {
  return parseAst(code).body.flatMap((statement) => {
    const source = 'source' in statement ? statement.source?.value : undefined;
    return typeof source === 'string' && source.startsWith('.')
      ? [posix.join(posix.dirname(path), source)]
      : [];
  });
}
