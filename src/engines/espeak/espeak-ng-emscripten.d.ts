/** The parts of the package that are used here; it has no types of its own. */
declare module '@echogarden/espeak-ng-emscripten' {
  /** A positive result of the package's `set_voice` means that there is no such voice. */
  export type EspeakWorker = {
    set_voice(file: string): number;
    /** Words per minute; eSpeak takes 80 to 450. */
    set_rate(wordsPerMinute: number): void;
    get_samplerate(): number;
    /** The address of a C string in the module's memory, to be freed by the caller. */
    convert_to_phonemes(textAddress: number, ipa: boolean): { ptr: number };
    /** Reads the text as it stands. */
    synthesize_and_get_phonemes(textAddress: number, callback: EspeakCallback): string;
    /** Takes the text for SSML, and what is between `[[` and `]]` for phonemes. */
    synthesize(textAddress: number, callback: EspeakCallback): void;
  };

  /** Gets 16-bit samples and the events in them; `true` stops it. */
  export type EspeakCallback = (samples: Int16Array, events: EspeakEvent[]) => boolean;

  export type EspeakEvent = {
    type: 'word' | 'sentence' | 'phoneme' | 'end' | 'samplerate' | 'mark' | 'play';
    /** Code points before it, plus one. */
    text_position: number;
    /** Milliseconds from the first sample. */
    audio_position: number;
    /** A phoneme's name in IPA; empty for a pause. */
    id: string | number | undefined;
  };

  export type EspeakModule = {
    eSpeakNGWorker: new () => EspeakWorker;
    HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
    FS_unlink(path: string): void;
    FS_createDataFile(
      path: string,
      name: null,
      content: Uint8Array,
      ...readableWritableOwned: [boolean, boolean, boolean]
    ): void;
    FS: { analyzePath(path: string): { exists: boolean } };
  };

  export default function create(options: {
    /** The package's whole data file; asked for once, before anything runs. */
    getPreloadedPackage: () => ArrayBuffer;
    printErr: (line: string) => void;
  }): Promise<EspeakModule>;
}
