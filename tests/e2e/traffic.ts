import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A proxy that lets nothing through and remembers who was asked for. A browser profile that uses it for every host but
 * this machine shows all that tries to leave, from whichever thread: pages, nested workers, service workers.
 */
export type TrafficTrap = {
  /** For the browser's proxy settings. */
  server: string;
  /** `host:port` or URL of each request that tried to leave. */
  caught: string[];
  close: () => Promise<void>;
};

export async function openTrafficTrap(): Promise<TrafficTrap> {
  const caught: string[] = [];
  const proxy = createServer((request, response) => {
    caught.push(request.url ?? '');
    response.writeHead(502).end();
  });
  proxy.on('connect', (request, socket) => {
    caught.push(request.url ?? '');
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  return {
    server: `http://127.0.0.1:${port}`,
    caught,
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve());
        proxy.closeAllConnections();
      }),
  };
}
