/** Eigen AI's address, the only one of the API that is not below `/v1/`. */
const eigenPath = '/api/v1/generate';

/**
 * Whether a request is for the API. `scope` is the app's base URL: in a folder of its own all is a file, whatever it is
 * called.
 */
export function isForApi({ url }: Pick<Request, 'url'>, scope: string): boolean {
  const { origin, pathname } = new URL(url);
  const app = new URL(scope);
  const isFile = app.pathname !== '/' && pathname.startsWith(app.pathname);
  const isApi = pathname.startsWith('/v1/') || pathname === eigenPath;
  return origin === app.origin && isApi && !isFile;
}
