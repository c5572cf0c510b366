// node scripts/make-silero.mjs: writes src/engines/whisper/silero-v6.onnx, of Silero's model as its package has it
// (docs/decisions/0013-whisper.md). To be run again when that package has a newer model.
import { readFileSync, writeFileSync } from 'node:fs';
import { inProject } from './paths.mjs';
import { openTypeScript } from './typescript.mjs';

const original = inProject('node_modules', '@ricky0123', 'vad-web', 'dist', 'silero_vad_v6.onnx');
const project = await openTypeScript();
try {
  const { stretchModel } = await project.load('scripts/make-silero/stretch-model.ts');
  const model = stretchModel(readFileSync(original));
  writeFileSync(inProject('src', 'engines', 'whisper', 'silero-v6.onnx'), model);
  console.log(`${model.length} bytes`);
} finally {
  await project.close();
}
