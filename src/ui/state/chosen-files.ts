/** The files of an `<input type=file>` by their paths; those of a folder begin with its name. */
export function filesOf(list: FileList | null): Map<string, File> {
  const files = [...(list ?? [])];
  return new Map(files.map((file) => [file.webkitRelativePath || file.name, file]));
}

/** What was dropped, with the contents of folders. To be called in the handler of the drop, which alone may look. */
export async function droppedFiles(data: DataTransfer): Promise<Map<string, File>> {
  // Both at once: after the handler neither is given any more. Files that a script made have no entry.
  const items = [...data.items].map((item) => [item.webkitGetAsEntry(), item.getAsFile()] as const);
  const files = new Map<string, File>();
  for (const [entry, file] of items) {
    if (entry) await collect(entry, files);
    else if (file) files.set(file.name, file);
  }
  return files;
}

async function collect(entry: FileSystemEntry, files: Map<string, File>): Promise<void> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    files.set(entry.fullPath.slice(1), file);
  } else if (isFolder(entry)) {
    for (const child of await childrenOf(entry)) await collect(child, files);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** Browsers give a hundred at a time, and an empty list at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
