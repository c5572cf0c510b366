import { serveClients } from '../../../src/wire/serve-clients';

// A server whose answers cost nothing to make, so that only their way is measured. It is reached over the same
// protocol as the app's own.

const piece = 64 * 1024;

const clients = serveClients(answer, { lock: undefined, onLeft: close });

addEventListener('message', ({ ports }: MessageEvent<unknown>) => {
  const [port] = ports;
  if (port) clients.serve(port);
});

async function answer(request: Request): Promise<Response> {
  let left = Number(new URL(request.url).searchParams.get('bytes'));
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const bytes = Math.min(piece, left);
        left -= bytes;
        controller.enqueue(new Uint8Array(bytes));
        if (left === 0) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { 'content-type': 'application/octet-stream' } });
}
