/** A file, or one of several that stand one after the other in a file. */
export type Link = {
  bytes: Blob;
  /** Seconds on the clock of its packets at which it ends; undefined where it was not looked for. */
  end?: number | undefined;
  /** Seconds of its sound, or somewhat less where it was cut out of a longer stream. */
  seconds?: number | undefined;
};
