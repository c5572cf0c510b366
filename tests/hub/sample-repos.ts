import { fileURLToPath } from 'node:url';
import { folderRepo, type Repo } from './files';
import { whisperRepo } from './whisper/repo';

const sampleFolder = fileURLToPath(
  new URL('../../public/hub/sotto/sample-kokoro/resolve/main', import.meta.url),
);
/** Voices of the real model that tests ask for; all of them sound like the sample. */
const voices = {
  af_sample: ['af_heart', 'af_bella', 'af_sky', 'af_nicole', 'bf_emma'],
  am_sample: ['am_adam', 'am_michael', 'bm_george', 'bm_fable'],
};

/** It ends a little behind the longest prompt. */
const thinWhisper = { name: 'thin', decoder: ['fp32'], endsAt: 240 } as const;

/** The sample model in the place of the real one: the same names, a thousandth of the bytes. */
export function sampleRepos(): Map<string, Repo> {
  const repo = folderRepo(sampleFolder);
  const copy = (from: string, to: string) => {
    const file = repo.get(from);
    if (!file) throw new Error(`The sample model has no ${from}.`);
    repo.set(to, file);
  };
  copy('onnx/model.onnx', 'onnx/model_quantized.onnx');
  for (const [sample, names] of Object.entries(voices)) {
    for (const name of names) copy(`voices/${sample}.bin`, `voices/${name}.bin`);
  }
  return new Map([
    ['onnx-community/Kokoro-82M-v1.0-ONNX-timestamped', repo],
    ['sotto/sample-kokoro', folderRepo(sampleFolder)],
    ['tests/merged-whisper', whisperRepo({ ...thinWhisper, branches: true })],
    ['tests/branchless-whisper', whisperRepo({ ...thinWhisper, branches: false })],
  ]);
}
