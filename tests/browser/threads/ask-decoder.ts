import { commands } from 'vitest/browser';

declare module 'vitest/browser' {
  interface BrowserCommands {
    hasFfmpeg: () => Promise<boolean>;
    encodeWithFfmpeg: (
      order: Encoder & {
        sounds: { rate: number; samples: string }[];
        outputs: { sound: number; channels: number }[];
      },
    ) => Promise<string[]>;
  }
}

export type Encoder = {
  /** The encoder and its options. */
  args: string[];
  /** Of the file's name; it tells the container. */
  ending: string;
  /** What else goes into the file: input 0 and those after it. */
  inputs?: string[];
};

export type Recipe = Encoder & {
  /** Hz. */
  rate: number;
  channels: number;
};

export type Sound = { rate: number; samples: Float32Array<ArrayBuffer> };

/** Files made by ffmpeg, each with the same of `sounds` in all of its channels. */
export async function encodeAll(
  sounds: Sound[],
  outputs: { sound: number; channels: number }[],
  { args, ending, inputs = [] }: Encoder,
): Promise<Blob[]> {
  const texts = sounds.map(async ({ rate, samples }) => ({ rate, samples: await base64(samples) }));
  const order = { sounds: await Promise.all(texts), outputs, args, ending, inputs };
  const files = await commands.encodeWithFfmpeg(order);
  return Promise.all(files.map((file) => fetch(base64Url + file).then((answer) => answer.blob())));
}

/** A file made by ffmpeg, with the same sound in each channel. */
export async function encode(
  samples: Float32Array<ArrayBuffer>,
  { rate, channels, ...encoder }: Recipe,
): Promise<Uint8Array<ArrayBuffer>> {
  const [file] = await encodeAll([{ rate, samples }], [{ sound: 0, channels }], encoder);
  return new Uint8Array(await file!.arrayBuffer());
}

const base64Url = 'data:application/octet-stream;base64,';

function base64(samples: Float32Array<ArrayBuffer>): Promise<string> {
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve((reader.result as string).slice(base64Url.length));
    reader.onerror = () => reject(reader.error!);
    reader.readAsDataURL(new Blob([samples]));
  });
}
