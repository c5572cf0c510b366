import { createStore, get, set } from 'idb-keyval';
import { lazy } from '../base/lazy';

/** One setting of this device; where storage is blocked a change lasts as long as this thread. */
export type KeptSetting<T> = {
  read: () => Promise<T>;
  change: (value: T) => Promise<T>;
};

/** `fallback` is read until the setting is changed. */
export function createKeptSetting<T>(key: string, fallback: T): KeptSetting<T> {
  const store = lazy(async () => createStore('sotto-settings', 'settings'));
  let current: Promise<T> | undefined;

  async function readKept(): Promise<T> {
    try {
      return (await get<T>(key, await store())) ?? fallback;
    } catch (error) {
      console.warn('The settings could not be read.', error);
      return fallback;
    }
  }

  return {
    read: () => (current ??= readKept()),
    async change(value) {
      current = Promise.resolve(value);
      try {
        await set(key, value, await store());
      } catch (error) {
        console.warn('The settings could not be kept.', error);
      }
      return value;
    },
  };
}
