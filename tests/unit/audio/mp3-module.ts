import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** The MP3 encoder, which the app loads from its own address. */
export function mp3Bytes(): Promise<Buffer<ArrayBuffer>> {
  return readFile(createRequire(import.meta.url).resolve('wasm-media-encoders/wasm/mp3'));
}

export async function mp3Module(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await mp3Bytes());
}
