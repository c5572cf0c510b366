// npm run demo -- "text" [--model id] [--voice id] [--format name] [--speed n] [--out file]: speaks a text in the built
// app, in a headless browser, through the same fetch that any page would use; prints one line of JSON.
import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import util from 'node:util';
import { audioFacts } from './audio-facts.mjs';
import { ensureInstalled, requireNode } from './install.mjs';

/** Hz of the API's raw samples. */
const pcmRate = 24_000;
const usage =
  'Usage: npm run demo -- "text" [--model id] [--voice id] [--format wav|mp3|pcm] [--speed n] [--out file]';

requireNode(); // An old Node has no util.parseArgs.
const { body, out } = readCommand();
await ensureInstalled();
try {
  const answer = await ask(body);
  if (answer.failure !== undefined) {
    console.error(answer.failure);
    process.exitCode = 1;
  } else {
    const bytes = Buffer.from(answer.base64, 'base64');
    if (out !== undefined) writeFileSync(out, bytes);
    console.log(JSON.stringify(describe(body, answer, bytes)));
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function readCommand() {
  try {
    const text = { type: 'string' };
    const { values, positionals } = util.parseArgs({
      options: { model: text, voice: text, format: text, speed: text, out: text },
      allowPositionals: true,
    });
    if (positionals.length !== 1) throw new Error('Give one text, in quotes.');
    // Each model has a voice for OpenAI's names.
    const { model = 'espeak-ng', voice = 'alloy', out, speed } = values;
    const format = values.format ?? (out && extname(out).slice(1).toLowerCase()) ?? 'wav';
    return {
      body: {
        model,
        input: positionals[0],
        voice,
        ...(speed === undefined ? {} : { speed: Number(speed) }),
        response_format: format || 'wav',
      },
      out,
    };
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exit(1);
  }
}

async function ask(request) {
  // These need the dependencies, which may just have been installed.
  const { openAppPage } = await import('./app-page.mjs');
  const app = await openAppPage();
  try {
    return await app.page.evaluate(speakInPage, request);
  } finally {
    await app.close();
  }
}

/** Runs in the page; resolves to the answer and its times, or to the API's error as `failure`. */
async function speakInPage(request) {
  const started = performance.now();
  const response = await fetch('/v1/audio/speech', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  if (!response.ok) return { failure: await response.text() };
  const pieces = [];
  let firstByteMs;
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    firstByteMs ??= performance.now() - started;
    pieces.push(value);
  }
  const totalMs = performance.now() - started;
  const dataUrl = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(new Blob(pieces));
  });
  return {
    headers: Object.fromEntries(response.headers),
    firstByteMs,
    totalMs,
    base64: dataUrl.slice(dataUrl.indexOf(',') + 1),
  };
}

function describe(request, { headers, firstByteMs, totalMs }, bytes) {
  const format = request.response_format;
  const { sampleRate, seconds } = audioFacts(format, bytes, pcmRate);
  const round = (value) => Math.round(value * 1000) / 1000;
  return {
    text: request.input,
    model: headers['x-sotto-model'],
    device: headers['x-sotto-device'],
    voice: request.voice,
    format,
    sampleRate,
    seconds: round(seconds),
    firstByteMs: round(firstByteMs),
    totalMs: round(totalMs),
    rtf: round(totalMs / 1000 / seconds),
  };
}
