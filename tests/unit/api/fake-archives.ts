import type { ArchivePart, ModelArchives } from '../../../src/jobs/model-archives';

/** Archives that remember what was imported; every export is the same ten bytes. */
export function fakeArchives(): ModelArchives & { imported: ArchivePart[] } {
  const imported: ArchivePart[] = [];
  return {
    imported,
    export: async () => new Blob(['ten bytes.']),
    async importPart(_card, part) {
      imported.push(part);
      return (part.index + 1) * 8 * 1024 * 1024 >= part.size;
    },
  };
}
