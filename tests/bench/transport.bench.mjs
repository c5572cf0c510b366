import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { median } from './context.mjs';

const piece = 64 * 1024;
const options = { smallRequests: 200, largeRequests: 5, largeBytes: 32 * 1024 * 1024 };

/** What the way from the local server to the page costs, by itself: its answers are zeros, made at no cost. */
export async function run(context) {
  const node = await startNodeServer();
  try {
    const { page } = await context.bench();
    const runs = await page.evaluate((given) => globalThis.bench.measureTransport(given), {
      ...options,
      nodeUrl: node.url,
    });
    return [
      ...rows(runs, 'first byte', 'ms', ({ firstByteMs }) => median(firstByteMs)),
      ...rows(runs, 'throughput', 'MB/s', ({ bytesPerSecond }) => median(bytesPerSecond) / 1e6),
    ];
  } finally {
    await node.close();
  }
}

function rows(runs, figure, unit, valueOf) {
  const reference = valueOf(runs.node);
  return [
    { figure: `${figure}, through the service worker`, ...compared(valueOf(runs.serviceWorker)) },
    { figure: `${figure}, by port (localFetch)`, ...compared(valueOf(runs.port)) },
    { figure: `${figure}, from a Node server on loopback`, value: reference, unit },
  ];
  function compared(value) {
    return { value, unit, ratio: value / reference, against: 'the Node server' };
  }
}

async function startNodeServer() {
  const server = createServer((request, response) => {
    const bytes = Number(new URL(request.url, 'http://localhost').searchParams.get('bytes'));
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'access-control-allow-origin': '*',
    });
    Readable.from(zeros(bytes), { objectMode: false }).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function* zeros(bytes) {
  for (let left = bytes; left > 0; left -= piece) yield Buffer.alloc(Math.min(piece, left));
}
