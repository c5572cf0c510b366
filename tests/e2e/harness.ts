import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { beforeAll, onTestFinished, vi } from 'vitest';
import { browserArguments, findBrowser } from '../../scripts/browser.mjs';
import { inProject } from '../../scripts/paths.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
import { openTrafficTrap } from './traffic';

/** The built app on a static host, and a browser to visit it with. */
export type App = {
  /** Where it is served, with a trailing slash. */
  url: string;
  browser: Browser;
  /** A new visitor: nothing cached, no service worker. */
  visit: (options?: VisitOptions) => Promise<Visit>;
  /** Takes the host down, as if the network were gone; visitors stay. */
  goOffline: () => Promise<void>;
  /** Ends everything, visitors included, without their checks. */
  close: () => Promise<void>;
};

export type AppOptions = {
  /** The built app, unless a changed copy of it is to be visited. */
  folder?: string;
  /** The path it is served under, with a slash at both ends. */
  base?: string;
  headers?: Record<string, string>;
  /** Added to the browser's own. */
  browserArguments?: string[];
};

export type VisitOptions = {
  /**
   * Origins besides the app's own that may be asked: a test's model hub, an embedding site. Those beyond this machine
   * are asked in vain.
   */
  allow?: string[];
  /** Passed on to the browser's profile. */
  context?: Parameters<Browser['newContext']>[0];
};

/** One visitor's browser profile. */
export type Visit = {
  context: BrowserContext;
  /** Errors that pages threw or logged; a test that expects some takes them out. */
  errors: string[];
  /** Opens the app in a new tab, and waits until `fetch('/v1/…')` is answered there. */
  openTab: (path?: string) => Promise<Page>;
  /** Stops the service worker, as browsers do when they need its memory. */
  stopServiceWorker: (page: Page) => Promise<void>;
  /** Closes the profile; throws when a request left the allowed origins, or a page had an error. */
  close: () => Promise<void>;
};

/**
 * Milliseconds for what a page is to do, on a busy machine: a first visit loads twice, to be cross-origin isolated, and a
 * download that falls silent is begun again after half a minute.
 */
const patience = 90_000;

export async function startApp(options: AppOptions = {}): Promise<App> {
  const { folder = inProject('dist'), base = '/', headers = {} } = options;
  const server = await serveFolder({ folder, base, headers });
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...browserArguments, ...(options.browserArguments ?? [])],
  });
  return {
    url: server.url,
    browser,
    visit: (visitOptions) => openVisit(browser, server.url, visitOptions),
    goOffline: () => server.close(),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** The app for all tests of a file: there from the first `beforeAll` or test behind this call on, closed after the last. */
export function appForTests(options?: AppOptions): App {
  const app = {} as App;
  beforeAll(async () => {
    Object.assign(app, await startApp(options));
    return () => app.close();
  });
  return app;
}

/** As `appForTests`, with one visitor and one tab that all tests share. */
export function tabForTests(options?: AppOptions): { app: App; visit: Visit; page: Page } {
  const app = appForTests(options);
  const tab = { app } as { app: App; visit: Visit; page: Page };
  beforeAll(async () => {
    tab.visit = await app.visit();
    tab.page = await tab.visit.openTab();
    return () => tab.visit.close();
  });
  return tab;
}

/** A new visitor's tab for one test; when that ends, the visit is closed with its checks. */
export async function newTab(app: App, options?: VisitOptions): Promise<Page> {
  const visit = await app.visit(options);
  onTestFinished(() => visit.close());
  return visit.openTab();
}

/** Waits until the local API answers `fetch` in this page; throws with the page's reason when it never will. */
export async function waitUntilReady(page: Page): Promise<void> {
  // Unlike `evaluate`, this goes on in the next document when the page loads itself again.
  await page.waitForFunction(() => globalThis.sottoReady?.then(() => true), undefined, {
    timeout: patience,
  });
}

/** Asks in the page until it holds: `waitForFunction` takes the first answer of what is asynchronous. */
export async function waitUntil(page: Page, holds: () => Promise<boolean>): Promise<void> {
  await vi.waitUntil(() => page.evaluate(holds), { timeout: patience, interval: 100 });
}

/** Waits until the service worker has kept all of the app that is kept at once. */
export function waitUntilKept(page: Page): Promise<void> {
  return waitUntil(page, async () => {
    const cache = await caches.open('sotto-app');
    return (await cache.match('app-files.json')) !== undefined;
  });
}

async function openVisit(
  browser: Browser,
  url: string,
  { allow = [], context: settings = {} }: VisitOptions = {},
): Promise<Visit> {
  const trap = await openTrafficTrap();
  const context = await browser.newContext({
    ...settings,
    proxy: { server: trap.server, bypass: 'localhost, 127.0.0.1, [::1]' },
  });
  context.setDefaultTimeout(patience);
  const errors: string[] = [];
  const elsewhere = watchOrigins(context, [new URL(url).origin, ...allow]);
  context.on('weberror', (error) => errors.push(String(error.error())));
  context.on('console', (message) => {
    // An answer with an error status is logged as one, and may be what the test asked for.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isAnswer) errors.push(message.text());
  });
  return {
    context,
    errors,
    async openTab(path = '') {
      const page = await context.newPage();
      await page.goto(new URL(path, url).href);
      await waitUntilReady(page);
      return page;
    },
    async stopServiceWorker(page) {
      const devtools = await context.newCDPSession(page);
      await devtools.send('ServiceWorker.enable');
      await devtools.send('ServiceWorker.stopAllWorkers');
      await devtools.detach();
    },
    async close() {
      await context.close();
      await trap.close();
      const inVain = allow.map((origin) => `${new URL(origin).hostname}:443`);
      const left = [...elsewhere, ...trap.caught.filter((host) => !inVain.includes(host))];
      if (left.length > 0) throw new Error(`Requests left the origin:\n${left.join('\n')}`);
      if (errors.length > 0) throw new Error(`The pages had errors:\n${errors.join('\n')}`);
    },
  };
}

/** The URLs of requests to other origins of this machine; what goes further is caught by the trap. */
function watchOrigins(context: BrowserContext, allowed: string[]): string[] {
  const elsewhere: string[] = [];
  context.on('request', (request) => {
    const { protocol, origin, href } = new URL(request.url());
    if (/^https?:$/.test(protocol) && !allowed.includes(origin)) elsewhere.push(href);
  });
  return elsewhere;
}
