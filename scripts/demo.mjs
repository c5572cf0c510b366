// npm run demo -- "text" [--model id] [--voice id] [--format name] [--speed n] [--out file] [--round-trip]: speaks a text
// in the built app, in a headless browser, through the same fetch that any page would use, and with --round-trip has the
// file written down again there; prints one line of JSON.
import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { audioFacts } from './audio-facts.mjs';
import { ensureInstalled } from './install.mjs';
import { readCommand } from './read-command.mjs';
import { wordErrorRate } from './word-error.mjs';

/** Hz of the API's raw samples. */
const pcmRate = 24_000;
/** Their headers, or having none, tell Node how long they are; the browser is asked of the others. */
const plainFormats = ['wav', 'mp3', 'pcm'];
const usage = `Usage: npm run demo -- "text" [options]
  --model id     who speaks: espeak-ng unless given
  --voice id     alloy unless given
  --format name  wav, mp3, opus, flac, aac, m4a, pcm, ulaw or alaw; wav, or what --out ends with, unless given
  --speed n      0.25 to 4
  --out file     writes what was spoken
  --round-trip   has it written down again
  --listener id  who writes: sample-whisper, which knows 43 words, unless given`;

const { body, out, listener } = readRequest();
await ensureInstalled();
try {
  const answer = await ask(body, listener);
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

function readRequest() {
  const text = { type: 'string' };
  const options = {
    ...{ model: text, voice: text, format: text, speed: text, out: text, listener: text },
    'round-trip': { type: 'boolean' },
  };
  return readCommand(usage, { options, allowPositionals: true }, ({ values, positionals }) => {
    if (positionals.length !== 1) throw new Error('Give one text, in quotes.');
    const { 'round-trip': roundTrip = false, out, speed } = values;
    if (values.listener !== undefined && !roundTrip)
      throw new Error('--listener is for --round-trip.');
    if (speed !== undefined && !(Number(speed) > 0)) throw new Error('--speed is a number.');
    // Each model has a voice for OpenAI's names.
    const { model = 'espeak-ng', voice = 'alloy' } = values;
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
      listener: roundTrip ? (values.listener ?? 'sample-whisper') : undefined,
    };
  });
}

async function ask(request, listener) {
  // These need the dependencies, which may just have been installed.
  const { openAppPage } = await import('./app-page.mjs');
  const app = await openAppPage();
  try {
    const decodes = !plainFormats.includes(request.response_format);
    return await app.page.evaluate(speakInPage, { request, listener, decodes });
  } finally {
    await app.close();
  }
}

/** Runs in the page; resolves to the answers and their times, or to the API's error as `failure`. */
async function speakInPage({ request, listener, decodes }) {
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
  const file = new Blob(pieces, { type: response.headers.get('content-type') });
  const dataUrl = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(file);
  });
  const answer = {
    headers: Object.fromEntries(response.headers),
    firstByteMs,
    totalMs,
    seconds: decodes ? await secondsOf(file) : undefined,
    base64: dataUrl.slice(dataUrl.indexOf(',') + 1),
  };
  if (listener === undefined) return answer;
  const form = new FormData();
  form.append('model', listener);
  form.append('file', file, `speech.${request.response_format}`);
  const asked = performance.now();
  const heard = await fetch('/v1/audio/transcriptions', { method: 'POST', body: form });
  if (!heard.ok) return { failure: await heard.text() };
  const { text } = await heard.json();
  const heardBy = heard.headers.get('x-sotto-model');
  return { ...answer, heard: { text, model: heardBy, totalMs: performance.now() - asked } };

  /** Undefined for what the browser does not know, as G.711 without a header. */
  async function secondsOf(sound) {
    const context = new OfflineAudioContext(1, 1, 48_000);
    const decoded = await context.decodeAudioData(await sound.arrayBuffer()).catch(() => undefined);
    return decoded?.duration;
  }
}

function describe(request, answer, bytes) {
  const { headers, firstByteMs, totalMs, heard } = answer;
  const format = request.response_format;
  const { sampleRate, seconds } = factsOf(format, answer, bytes);
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
    ...(heard && {
      heard: heard.text.trim(),
      wordErrorRate: round(wordErrorRate(request.input, heard.text)),
      listener: heard.model,
      heardMs: round(heard.totalMs),
    }),
  };
}

/** `sampleRate` in Hz, where the bytes tell it. */
function factsOf(format, { seconds }, bytes) {
  if (plainFormats.includes(format)) return audioFacts(format, bytes, pcmRate);
  const isG711 = format === 'ulaw' || format === 'alaw';
  return isG711 ? { sampleRate: 8000, seconds: bytes.length / 8000 } : { seconds };
}

function round(value) {
  return value === undefined ? undefined : Math.round(value * 1000) / 1000;
}
