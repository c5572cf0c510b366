import { afterEach, beforeEach, expect, test } from 'vitest';
import { droppedFiles } from '../../../src/ui/state/chosen-files';
import { chooseTarget } from '../../../src/ui/state/save-stream';

let folder: FileSystemDirectoryHandle;
beforeEach(async () => {
  folder = await navigator.storage.getDirectory();
});
afterEach(async () => {
  Reflect.deleteProperty(window, 'showSaveFilePicker');
  for await (const name of folder.keys()) await folder.removeEntry(name);
});

/** Answers as the person who is asked where the file goes. */
function answer(pick: (suggestedName: string) => Promise<FileSystemFileHandle>): void {
  Reflect.set(window, 'showSaveFilePicker', ({ suggestedName }: { suggestedName: string }) =>
    pick(suggestedName),
  );
}

test('a stream is written to the file that was chosen, under the name that was suggested', async () => {
  answer((name) => folder.getFileHandle(name, { create: true }));
  const save = await chooseTarget('kokoro.zip');
  await save?.(new Blob(['a model']).stream());
  const file = await (await folder.getFileHandle('kokoro.zip')).getFile();
  expect(await file.text()).toBe('a model');
});

test('a stream that breaks off leaves no half file behind', async () => {
  answer((name) => folder.getFileHandle(name, { create: true }));
  const save = await chooseTarget('kokoro.zip');
  const broken = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      controller.enqueue(new Uint8Array(10));
    },
    pull(controller) {
      controller.error(new Error('The tab is gone.'));
    },
  });
  await expect(save?.(broken)).rejects.toThrow('The tab is gone.');
  expect((await (await folder.getFileHandle('kokoro.zip')).getFile()).size).toBe(0);
});

test('thinking better of it is no failure; a browser that refuses is one', async () => {
  answer(() => Promise.reject(new DOMException('No.', 'AbortError')));
  expect(await chooseTarget('kokoro.zip')).toBeUndefined();
  answer(() => Promise.reject(new DOMException('Never.', 'SecurityError')));
  await expect(chooseTarget('kokoro.zip')).rejects.toThrow('Never.');
});

test('a file that is dropped is taken under its name', async () => {
  const data = new DataTransfer();
  data.items.add(new File(['zip'], 'kokoro.zip'));
  const files = await droppedFiles(data);
  expect([...files.keys()]).toEqual(['kokoro.zip']);
  expect(await files.get('kokoro.zip')?.text()).toBe('zip');
});
