import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** Extension → media type, and whether it gets smaller by gzip. */
const types = {
  '.html': ['text/html; charset=utf-8', true],
  '.js': ['text/javascript; charset=utf-8', true],
  '.mjs': ['text/javascript; charset=utf-8', true],
  '.css': ['text/css; charset=utf-8', true],
  '.json': ['application/json', true],
  '.webmanifest': ['application/manifest+json', true],
  '.svg': ['image/svg+xml', true],
  '.txt': ['text/plain; charset=utf-8', true],
  '.md': ['text/markdown; charset=utf-8', true],
  '.wasm': ['application/wasm', true],
  '.data': ['application/octet-stream', true],
  '.png': ['image/png', false],
  '.jpg': ['image/jpeg', false],
  '.ico': ['image/x-icon', false],
  '.woff2': ['font/woff2', false],
  '.wav': ['audio/wav', false],
  '.mp3': ['audio/mpeg', false],
};
const unknownType = ['application/octet-stream', false];

/**
 * Serves a folder as a plain static host does: no header that only an own server could set, so that what works here
 * works on any of them. Listens on this machine only, on 127.0.0.1 and ::1, as browsers take `localhost` for either.
 * @param {object} options
 * @param {string} options.folder
 * @param {number} [options.port] 0 takes any free one
 * @param {string} [options.base] the path it is served under, with a slash at both ends
 * @param {Record<string, string>} [options.headers] sent with each answer
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>} rejects with EADDRINUSE when taken
 */
export async function serveFolder({ folder, port = 0, base = '/', headers = {} }) {
  const site = { folder: resolve(folder), base, headers, compressed: new Map() };
  const handle = (request, response) => {
    answer(site, request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  };
  const servers = await listenOnBoth(handle, port);
  const actual = servers[0].address().port;
  return {
    url: `http://localhost:${actual}${base}`,
    port: actual,
    async close() {
      await Promise.all(servers.map(closeServer));
    },
  };
}

async function listenOnBoth(handle, port) {
  const first = await listen(handle, port, '127.0.0.1');
  try {
    return [first, await listen(handle, first.address().port, '::1')];
  } catch (error) {
    if (error.code !== 'EADDRINUSE') return [first]; // This machine has no IPv6.
    await closeServer(first);
    if (port === 0) return listenOnBoth(handle, 0);
    throw error;
  }
}

function listen(handle, port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer(handle);
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function closeServer(server) {
  return new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}

async function answer(site, request, response) {
  const common = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    ...site.headers,
  };
  const plain = (status, text, extra = {}) => {
    response.writeHead(status, {
      ...common,
      'content-type': 'text/plain; charset=utf-8',
      ...extra,
    });
    response.end(request.method === 'HEAD' ? undefined : `${text}\n`);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    plain(405, 'This host only serves files.', { allow: 'GET, HEAD' });
    return;
  }
  const path = pathInSite(site, request.url);
  if (path === undefined) {
    plain(400, 'This address cannot be read.');
    return;
  }
  const file = await findFile(site, path);
  if (file?.location !== undefined) plain(301, 'Moved.', { location: file.location });
  else if (file === undefined) plain(404, 'There is no such file.');
  else await sendFile({ site, request, response, common }, file);
}

/** The decoded path after the base; undefined when it cannot be decoded, null when it is outside the base. */
function pathInSite(site, url) {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, ''));
    if (path.includes('\0')) return undefined;
    if (`${path}/` === site.base) return '';
    return path.startsWith(site.base) ? `/${path.slice(site.base.length)}` : null;
  } catch {
    return undefined; // A percent sign that starts no valid sequence.
  }
}

async function findFile(site, path) {
  if (path === '') return { location: site.base };
  if (path === null) return undefined;
  const wanted = join(site.folder, normalize(path.replaceAll('\\', '/')));
  if (wanted !== site.folder && !wanted.startsWith(site.folder + sep)) return undefined;
  const stats = await statOrNothing(wanted);
  if (stats?.isDirectory()) {
    if (!path.endsWith('/')) {
      return { location: `${site.base}${encodeURI(path.slice(1))}/` };
    }
    const index = join(wanted, 'index.html');
    const indexStats = await statOrNothing(index);
    return indexStats && { file: index, stats: indexStats, path: `${path}index.html` };
  }
  return stats?.isFile() && !path.endsWith('/') ? { file: wanted, stats, path } : undefined;
}

async function statOrNothing(path) {
  try {
    return await stat(path);
  } catch {
    return undefined; // Absent or unreadable: the same to whoever asks.
  }
}

async function sendFile({ site, request, response, common }, { file, stats, path }) {
  const [type, shrinks] = types[extname(file).toLowerCase()] ?? unknownType;
  const range = readRange(request.headers.range, stats.size);
  const packed = shrinks && !range && acceptsGzip(request) && stats.size > 0;
  const etag = `"${stats.size.toString(36)}-${Math.trunc(stats.mtimeMs).toString(36)}${packed ? '-gz' : ''}"`;
  const headers = {
    ...common,
    'content-type': type,
    // Names under /assets/ hold a hash of the content; every other name may get new content.
    'cache-control': path.startsWith('/assets/')
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
    'last-modified': stats.mtime.toUTCString(),
    etag,
    ...(shrinks ? { vary: 'accept-encoding' } : { 'accept-ranges': 'bytes' }),
  };
  const noBody = request.method === 'HEAD';
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers);
    response.end();
  } else if (range === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${stats.size}` });
    response.end();
  } else if (range) {
    const [start, end] = range;
    response.writeHead(206, {
      ...headers,
      'content-length': end - start + 1,
      'content-range': `bytes ${start}-${end}/${stats.size}`,
    });
    send(response, noBody ? undefined : createReadStream(file, { start, end }));
  } else if (packed) {
    const bytes = await compressedOnce(site, file, stats);
    response.writeHead(200, {
      ...headers,
      'content-encoding': 'gzip',
      'content-length': bytes.length,
    });
    response.end(noBody ? undefined : bytes);
  } else {
    response.writeHead(200, { ...headers, 'content-length': stats.size });
    send(response, noBody ? undefined : createReadStream(file));
  }
}

function send(response, stream) {
  if (!stream) {
    response.end();
    return;
  }
  response.once('close', () => stream.destroy());
  stream.once('error', () => response.destroy());
  stream.pipe(response);
}

function acceptsGzip(request) {
  return /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
}

/** One range of bytes, both ends included; undefined when none is asked for, or several at once. */
function readRange(header, size) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : [start, end];
}

/** Compressed in memory when first asked for; level 6 as static hosts use. */
function compressedOnce(site, file, stats) {
  const key = `${file} ${stats.size} ${stats.mtimeMs}`;
  const known = site.compressed.get(key);
  if (known) return known;
  const made = readFile(file).then((bytes) => compress(bytes, { level: 6 }));
  site.compressed.set(key, made);
  made.catch(() => site.compressed.delete(key));
  return made;
}
