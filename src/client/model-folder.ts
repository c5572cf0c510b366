import { SpeechError } from '../base/errors';
import { toStream } from '../base/streams';
import {
  archiveListName,
  archivePath,
  folderPath,
  type ArchiveList,
} from '../catalog/model-archive';
import { zipEntries } from './zip-entries';

// With File System Access: https://wicg.github.io/file-system-access/

/** A model has at most some dozens of files; whoever chose more chose another folder. */
const mostFiles = 2000;

/**
 * Writes an exported model into a folder of its own, named `model`, as it comes. The files lie there as on a hub, so
 * that the folder can be served as one. The list of them comes last: without it an unfinished folder is no model.
 * Throws SpeechError `invalid_request` when the folder cannot be written, or `storage_full`, and what the stream throws.
 */
export async function writeModelFolder(
  parent: FileSystemDirectoryHandle,
  model: string,
  zip: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  try {
    const folder = await parent.getDirectoryHandle(model, { create: true });
    let places = new Map<string, string>();
    let list = '';
    for await (const { name, content } of zipEntries(zip)) {
      if (name === archiveListName) {
        list = await new Response(toStream(content)).text();
        places = placesIn(list);
      } else {
        await write(folder, places.get(name) ?? name, toStream(content));
      }
    }
    await write(folder, archiveListName, new Blob([list]).stream());
  } catch (error) {
    throw inWords(error, 'written');
  }
}

/**
 * The files of a folder and of those in it by their paths, which begin with its name. Throws SpeechError
 * `invalid_request` when it cannot be read, or has too many for a model.
 */
export async function readModelFolder(
  folder: FileSystemDirectoryHandle,
): Promise<Map<string, File>> {
  const files = new Map<string, File>();
  try {
    for await (const [path, file] of filesIn(folder, folder.name)) {
      files.set(path, file);
      if (files.size > mostFiles) {
        throw new SpeechError(
          'invalid_request',
          `This cannot be imported: there are more than ${mostFiles} files in ‘${folder.name}’. Choose the folder in which ${archiveListName} is.`,
        );
      }
    }
  } catch (error) {
    throw inWords(error, 'read');
  }
  return files;
}

async function* filesIn(
  folder: FileSystemDirectoryHandle,
  path: string,
): AsyncGenerator<[string, File], void, undefined> {
  for await (const handle of folder.values()) {
    const inside = `${path}/${handle.name}`;
    if (handle instanceof FileSystemFileHandle) yield [inside, await handle.getFile()];
    else if (handle instanceof FileSystemDirectoryHandle) yield* filesIn(handle, inside);
  }
}

/** From paths in the archive to paths in the folder. */
function placesIn(list: string): Map<string, string> {
  const { files } = JSON.parse(list) as ArchiveList;
  return new Map(files.map((file) => [archivePath(file), folderPath(file)]));
}

/** What breaks off leaves no half file. */
async function write(
  folder: FileSystemDirectoryHandle,
  path: string,
  content: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  const names = path.split('/');
  const fileName = names.pop() ?? '';
  let place = folder;
  for (const name of names) place = await place.getDirectoryHandle(name, { create: true });
  const file = await place.getFileHandle(fileName, { create: true });
  await content.pipeTo(await file.createWritable());
}

/** What browsers say of files is meant for programmers. */
function inWords(cause: unknown, done: 'written' | 'read'): unknown {
  if (!(cause instanceof DOMException)) return cause;
  if (cause.name === 'QuotaExceededError') {
    const message = 'There is not enough room for the model in that folder. Choose another one.';
    return new SpeechError('storage_full', message, { cause });
  }
  const why = reasons[cause.name];
  if (why === undefined) return cause;
  const message = `The folder could not be ${done}: ${why}`;
  return new SpeechError('invalid_request', message, { cause });
}

const reasons: Readonly<Record<string, string | undefined>> = {
  NotAllowedError: 'this site was not allowed to. Choose it again and allow it, or another one.',
  SecurityError: 'the browser does not allow it here. Choose an archive instead.',
  NotFoundError: 'it, or a file in it, is not there any more. Choose it again.',
  NotReadableError: 'a file in it cannot be read. Copy it once more.',
  NoModificationAllowedError: 'another program uses a file in it. Close that, and try again.',
  TypeMismatchError: 'a file has the name of a folder there. Choose an empty folder.',
};
