/** A file of an exported model, as its archive lists it. */
export type ArchivedFile = {
  /** `owner/name`. */
  repo: string;
  revision: string;
  /** Path inside the repository. */
  path: string;
  size: number;
  /** Hex, of the whole file. */
  sha256: string;
};

/** What an archive says of itself, in `archiveListName`. */
export type ArchiveList = {
  format: number;
  /** Id of the model that the files belong to. */
  model: string;
  files: ArchivedFile[];
};

/** The name of the list among an archive's files. */
export const archiveListName = 'sotto-model.json';

/** The only form of archives that this build reads and writes. */
export const archiveFormat = 1;

/** Bytes of each part in which a file is given to the API; the last one of a file is what is left. */
export const archivePartSize = 8 * 1024 * 1024;

/** Where a file lies in its archive, beside the list. */
export function archivePath({ repo, path }: Pick<ArchivedFile, 'repo' | 'path'>): string {
  return `${repo}/${path}`;
}

/** Where a file lies in an exported folder, beside the list: where a hub has it (`defaultHubPath`). */
export function folderPath({ repo, revision, path }: ArchivedFile): string {
  return `${repo}/resolve/${revision}/${path}`;
}
