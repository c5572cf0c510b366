/**
 * What threads of the app may do, since the page's own policy does not bind them: run the app's code and WASM, and
 * reach the app and the model hub that the user chose (which may send on to hosts of its own).
 */
const threadPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval' blob:",
  "worker-src 'self' blob:",
  "connect-src 'self' https: http://localhost:* http://127.0.0.1:* http://[::1]:*",
].join('; ');

/**
 * The same answer with the headers that isolate a document or a worker from other origins, which is what WASM threads
 * ask for. `require-corp` is the value that all browsers know, and the app loads nothing foreign without CORS.
 */
export function isolated(answer: Response, { destination }: Request): Response {
  const { status, statusText, body } = answer;
  // An opaque answer (a redirect that the browser follows itself) cannot be copied.
  if (status === 0) return answer;
  const headers = new Headers(answer.headers);
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('cross-origin-embedder-policy', 'require-corp');
  headers.set('cross-origin-resource-policy', 'same-origin');
  if (destination === 'worker' || destination === 'sharedworker') {
    headers.set('content-security-policy', threadPolicy);
  }
  const empty = status === 204 || status === 304;
  return new Response(empty ? null : body, { status, statusText, headers });
}
