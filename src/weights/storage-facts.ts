/** The room that a browser gives to this origin, as far as it tells. */
export type StorageFacts = {
  /** Bytes. */
  usage: number | undefined;
  quota: number | undefined;
  /** Whether the browser keeps it when room runs short; undefined when it does not tell. */
  persisted: boolean | undefined;
};

/** As this thread is told; on plain HTTP it is told nothing. */
export async function storageFacts(): Promise<StorageFacts> {
  const storage = 'storage' in navigator ? navigator.storage : undefined;
  try {
    const { usage, quota } = (await storage?.estimate()) ?? {};
    return { usage, quota, persisted: await storage?.persisted() };
  } catch (error) {
    console.warn('The browser does not tell about its storage.', error);
    return { usage: undefined, quota: undefined, persisted: undefined };
  }
}
