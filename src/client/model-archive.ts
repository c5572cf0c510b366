import { SpeechError } from '../base/errors';
import {
  archiveFormat,
  archiveListName,
  archivePartSize,
  archivePath,
  folderPath,
  type ArchivedFile,
  type ArchiveList,
} from '../catalog/model-archive';
import type { ModelClient } from './model-client';
import { readZip } from './read-zip';

/** An exported model, open to be imported. */
export type ModelArchive = {
  model: string;
  files: { about: ArchivedFile; content: Blob }[];
  /** Of all files. */
  bytes: number;
};

/**
 * A model that was chosen as one zip, or as the files of its folder, exported or unpacked, by their paths. Throws SpeechError
 * `invalid_request` for anything else; hashes are checked when it is imported.
 */
export async function openModelArchive(chosen: ReadonlyMap<string, Blob>): Promise<ModelArchive> {
  const [first] = chosen;
  const found = chosen.size === 1 && first && isZip(first[0]) ? await readZip(first[1]) : chosen;
  const [listPath, ...others] = [...found.keys()].filter(endsWithList);
  if (others.length > 0)
    throw wrong('there is more than one model in it. Choose the folder of one');
  const listed = listPath === undefined ? undefined : found.get(listPath);
  if (listPath === undefined || !listed) {
    throw wrong(`there is no ${archiveListName} in it. Choose a model that was exported by Sotto`);
  }
  const list = checkedList(await listed.text());
  // An archive may lie in a folder of its own.
  const folder = listPath.slice(0, -archiveListName.length);
  const files = list.files.map((about) => {
    const content = found.get(folder + archivePath(about)) ?? found.get(folder + folderPath(about));
    if (!content) throw wrong(`${archivePath(about)} is missing. Copy the archive once more`);
    if (content.size === about.size) return { about, content };
    throw wrong(
      `${about.path} has ${content.size} bytes instead of ${about.size}. Copy the archive once more`,
    );
  });
  return { model: list.model, files, bytes: files.reduce((sum, { about }) => sum + about.size, 0) };
}

/** Gives the files to the API part by part; yields the bytes so far. What is on this device already is not sent again. */
export async function* importModelArchive(
  client: Pick<ModelClient, 'importPart'>,
  { model, files }: ModelArchive,
  signal: AbortSignal,
): AsyncGenerator<number, void, undefined> {
  let before = 0;
  for (const { about, content } of files) {
    for (let index = 0, start = 0; start < content.size; index++, start += archivePartSize) {
      const bytes = content.slice(start, start + archivePartSize);
      const isWhole = await client.importPart(model, about, { index, bytes }, { signal });
      yield before + Math.min(start + archivePartSize, content.size);
      if (isWhole) break;
    }
    before += content.size;
    yield before;
  }
}

/** The only file that was chosen; in a folder it may be anything. */
function isZip(path: string): boolean {
  return path.includes('/') ? /\.zip$/i.test(path) : !endsWithList(path);
}

function endsWithList(path: string): boolean {
  return path.split('/').at(-1) === archiveListName;
}

function checkedList(text: string): ArchiveList {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (cause) {
    throw wrong(`its ${archiveListName} is damaged. Copy the archive once more`, cause);
  }
  if (isArchiveList(list)) return list;
  throw wrong(
    `its ${archiveListName} is of another version of Sotto. Reload the page to update it`,
  );
}

function isArchiveList(list: unknown): list is ArchiveList {
  if (typeof list !== 'object' || list === null) return false;
  const { format, model, files } = list as Partial<Record<keyof ArchiveList, unknown>>;
  return (
    format === archiveFormat &&
    typeof model === 'string' &&
    Array.isArray(files) &&
    files.every(isArchivedFile)
  );
}

function isArchivedFile(file: unknown): file is ArchivedFile {
  if (typeof file !== 'object' || file === null) return false;
  const { repo, path, size, sha256 } = file as Partial<Record<keyof ArchivedFile, unknown>>;
  return [repo, path, sha256].every((text) => typeof text === 'string') && Number.isInteger(size);
}

function wrong(why: string, cause?: unknown): SpeechError {
  return new SpeechError('invalid_request', `This cannot be imported: ${why}.`, { cause });
}
