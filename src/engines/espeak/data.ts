import { version } from '@echogarden/espeak-ng-emscripten/package.json';
import { SpeechError } from '../../base/errors';

/** Reads a file of the app's `espeak/` folder by its name. */
export type ReadFile = (name: string) => Promise<ArrayBuffer>;

/** A file as eSpeak wants it: the path is relative to its data folder. */
export type DataFile = { path: string; content: Uint8Array };

/** eSpeak's data as `scripts/espeak-data.mjs` cuts it: a core, and one pack per dictionary. */
export type EspeakData = {
  core(): Promise<DataFile[]>;
  dictionary(name: string): Promise<DataFile>;
  /** The definition file of a voice, relative to `lang/`, and the dictionary it needs. */
  voice(id: string): VoiceEntry | undefined;
};

type VoiceEntry = { file: string; dictionary: string };

type PackIndex = {
  core: { file: string; files: [path: string, bytes: number][] };
  dictionaries: Record<string, { file: string }>;
  voices: Record<string, VoiceEntry>;
};

/** Reads the index; the packs are read when they are asked for. */
export async function openEspeakData(read: ReadFile): Promise<EspeakData> {
  const index = readIndex(await read(`index-${version}.json`));

  return {
    async core() {
      const bytes = new Uint8Array(await read(index.core.file));
      let at = 0;
      return index.core.files.map(([path, size]) => {
        at += size;
        return { path, content: bytes.subarray(at - size, at) };
      });
    },

    async dictionary(name) {
      const file = index.dictionaries[name]?.file;
      if (file === undefined) throw new Error(`eSpeak NG has no dictionary '${name}'.`);
      return { path: `${name}_dict`, content: new Uint8Array(await read(file)) };
    },

    voice: (id) => index.voices[id],
  };
}

/** Reads from the app's own origin; `base` is the app's URL with a slash at its end. */
export function fromOrigin(base: string): ReadFile {
  return async (name) => {
    const url = new URL(`espeak/${name}`, base);
    const answer = await fetch(url).catch((cause: unknown) => unreadable(name, cause));
    if (!answer.ok) return unreadable(name, `status ${answer.status}`);
    return answer.arrayBuffer().catch((cause: unknown) => unreadable(name, cause));
  };
}

function unreadable(name: string, cause: unknown): never {
  throw new SpeechError(
    'engine_unavailable',
    `The file '${name}' of eSpeak NG is not on this device yet and could not be fetched. Try again when the network is back.`,
    { cause },
  );
}

function readIndex(bytes: ArrayBuffer): PackIndex {
  // Our own build wrote it, for this version.
  return JSON.parse(new TextDecoder().decode(bytes)) as PackIndex;
}
