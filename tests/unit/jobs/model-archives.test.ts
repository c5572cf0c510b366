import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { pathsNeededFirst } from '../../../src/catalog/model-files';
import { models, type ModelCard } from '../../../src/catalog/models';
import { createModelArchives } from '../../../src/jobs/model-archives';
import { createMemoryShelf } from '../../../src/weights/memory-store';

const downloaded = models.filter(({ weights }) => weights);
const bytes = new Uint8Array([1, 2, 3]);
const sha256 = createHash('sha256').update(bytes).digest('hex');

function importOf(card: ModelCard, path: string): Promise<boolean> {
  const archives = createModelArchives({
    ...{ shelf: createMemoryShelf(), isLoading: () => false },
    ...{ hub: async () => 'https://hub.test', base: 'https://app.test/' },
  });
  const part = { path, size: bytes.length, sha256, index: 0, bytes };
  return archives.importPart(card, { repo: card.weights?.repo ?? '', ...part });
}

test.each(downloaded)('$id takes every file back that it cannot start without', async (card) => {
  for (const path of pathsNeededFirst(card).flat()) {
    expect(await importOf(card, path), path).toBe(true);
  }
});

test.each(downloaded)('$id takes no file that it does not read', async (card) => {
  await expect(importOf(card, 'onnx/nothing.onnx')).rejects.toMatchObject({
    ...{ code: 'invalid_request', param: 'path' },
    message: expect.stringMatching(
      card.kind === 'speech' ? /voices\/<id>/ : /tokenizer\.json/,
    ) as string,
  });
});
