import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaults, type Asked, type Fault, type Faults } from './faults';
import { hubFile, randomBytes, type HubFile, type Repo } from './files';
import { fileReply, json, send, struck, type Reply } from './reply';

/** One request that the hub answered. */
export type HubRequest = Asked & {
  method: string;
  range: string | undefined;
  status: number;
  /** Bytes of the body that were sent; undefined while it is being sent. */
  sent?: number;
};

export type HubOptions = {
  /** `owner/name` → its files. */
  repos?: Map<string, Repo>;
};

/**
 * A model hub on this machine, with the addresses of the real one: `/<repo>/resolve/<revision>/<path>` redirects to a
 * second port, where ranges are served; `/api/models/<repo>/tree/<revision>` lists sizes and hashes. Any revision is
 * the same. Faults, and new files, are asked for under `/_hub/<repo>/`, see `control.ts`.
 */
export type Hub = {
  /** Without a trailing slash. */
  url: string;
  /** The origin that the files come from. */
  filesUrl: string;
  close: () => Promise<void>;
};

type State = {
  repos: Map<string, Repo>;
  faults: Faults;
  requests: HubRequest[];
  /** Files that are being sent, each with its repository. */
  underWay: Map<ServerResponse, string>;
  filesUrl: string;
};

export async function startHub({ repos = new Map() }: HubOptions = {}): Promise<Hub> {
  const faults = createFaults();
  const state: State = { repos, faults, requests: [], underWay: new Map(), filesUrl: '' };
  const files = await listen((request, response) => serveFile(state, request, response));
  state.filesUrl = files.url;
  const front = await listen((request, response) => serveFront(state, request, response));
  return {
    url: front.url,
    filesUrl: files.url,
    close: async () => void (await Promise.all([front.close(), files.close()])),
  };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

async function listen(handler: Handler): Promise<{ url: string; close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    if (request.method === 'OPTIONS') {
      void send(response, { status: 204, headers: {}, body: Buffer.alloc(0) });
      return;
    }
    handler(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An address of this machine only; a server that listens on a pipe would have none.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Listing, redirects and control. */
async function serveFront(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://hub');
  const control = /^\/_hub\/([^/]+\/[^/]+)\/(.+)$/.exec(pathname);
  if (control?.[1] && control[2]) {
    await send(response, await obey(state, request, { repo: control[1], what: control[2] }));
    return;
  }
  const listing = /^\/api\/models\/([^/]+\/[^/]+)\/tree\/[^/]+$/.exec(pathname);
  if (listing?.[1]) {
    const asked = { at: 'listing', repo: listing[1], path: '' } as const;
    return answer(state, request, { response, asked }, (faults) => {
      const page = Number(searchParams.get('cursor') ?? 0);
      return struck(
        listingReply(state, { repo: asked.repo, page, front: request }, faults),
        faults,
      );
    });
  }
  const file = /^\/([^/]+\/[^/]+)\/resolve\/[^/]+\/(.+)$/.exec(pathname);
  const asked = { at: 'redirect', repo: file?.[1] ?? '', path: decode(file?.[2]) } as const;
  return answer(state, request, { response, asked }, (faults) => {
    const found = state.repos.get(asked.repo)?.get(asked.path);
    if (!found) return struck(notFound(state, asked.repo), faults);
    const loops = faults.some(({ fault }) => fault === 'loop');
    const elsewhere = `${state.filesUrl}/${asked.repo}/${asked.path}?signature=${found.sha256.slice(0, 8)}`;
    const headers = {
      location: loops ? (request.url ?? '/') : elsewhere,
      'x-linked-size': found.bytes.length,
      'x-linked-etag': `"${found.sha256}"`,
    };
    return struck({ status: 302, headers, body: Buffer.alloc(0) }, faults);
  });
}

async function serveFile(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://files');
  const [, repo = '', path] = /^\/([^/]+\/[^/]+)\/(.+)$/.exec(pathname) ?? [];
  const asked = { at: 'file', repo, path: decode(path) } as const;
  return answer(state, request, { response, asked }, (faults) => {
    const file = state.repos.get(repo)?.get(asked.path);
    return file ? fileReply(file, request.headers.range, faults) : notFound(state, repo);
  });
}

/** Answers as `reply` says, and notes it as it begins; the bytes sent are noted as it ends. */
async function answer(
  state: State,
  { method = 'GET', headers }: IncomingMessage,
  { response, asked }: { response: ServerResponse; asked: Asked },
  reply: (faults: Fault[]) => Reply,
): Promise<void> {
  const made = reply(state.faults.strike(asked));
  const noted: HubRequest = { ...asked, method, range: headers.range, status: made.status };
  state.requests.push(noted);
  if (asked.at === 'file') state.underWay.set(response, asked.repo);
  noted.sent = await send(response, made);
  state.underWay.delete(response);
}

/** As the real hub says it: a 401 for a repository that does not exist, a 404 for a file. */
function notFound({ repos }: State, repo: string): Reply {
  const reply = repos.has(repo)
    ? json({ error: 'Entry not found' }, 404)
    : json({ error: 'Invalid username or password.' }, 401);
  reply.headers['x-error-code'] = repos.has(repo) ? 'EntryNotFound' : 'RepoNotFound';
  return reply;
}

/** Items on a page of the listing; the real hub has a thousand. */
const pageLength = 20;

function listingReply(
  state: State,
  { repo, page, front }: { repo: string; page: number; front: IncomingMessage },
  faults: Fault[],
): Reply {
  const files = [...(state.repos.get(repo) ?? [])];
  if (files.length === 0) return notFound(state, repo);
  const items = files.map(([path, file]) => {
    const told = faults.find((fault) => fault.fault === 'size');
    const size = told?.size ?? file.bytes.length;
    return { type: 'file', path, size, oid: '0'.repeat(40), lfs: { oid: file.sha256, size } };
  });
  const reply = json(items.slice(page * pageLength, (page + 1) * pageLength));
  if ((page + 1) * pageLength < items.length) {
    const next = new URL(front.url ?? '/', `http://${front.headers.host}`);
    next.searchParams.set('cursor', String(page + 1));
    reply.headers['link'] = `<${next.href}>; rel="next"`;
  }
  return reply;
}

/** The hub's own controls, one repository each. */
async function obey(
  state: State,
  request: IncomingMessage,
  { repo, what }: { repo: string; what: string },
): Promise<Reply> {
  const { faults, requests, repos } = state;
  const text = (await request.toArray()).join('');
  switch (`${request.method} ${what}`) {
    case 'POST faults':
      faults.add(repo, JSON.parse(text) as Fault);
      return json({});
    case 'DELETE faults':
      faults.clear(repo);
      return json({});
    case 'POST cut':
      for (const [response, of] of state.underWay) if (of === repo) response.destroy();
      return json({});
    case 'GET requests':
      return json(requests.filter((entry) => entry.repo === repo));
    case 'DELETE requests':
      state.requests = requests.filter((entry) => entry.repo !== repo);
      return json({});
    case 'PUT file': {
      const { path, bytes, seed } = JSON.parse(text) as RandomFile;
      const file = hubFile(randomBytes(bytes, seed));
      const files: Repo = repos.get(repo) ?? new Map<string, HubFile>();
      repos.set(repo, files.set(path, file));
      return json({ sha256: file.sha256 });
    }
    default:
      return json({ error: `The hub has no control '${what}'.` }, 404);
  }
}

/** A file made by the hub: random bytes, the same for the same seed. */
export type RandomFile = { path: string; bytes: number; seed: number };

function decode(path: string | undefined): string {
  return decodeURIComponent(path ?? '');
}
