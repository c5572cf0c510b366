/** HTTP as a function. An aborted `request.signal` stops the work behind it. */
export type Fetch = (request: Request) => Promise<Response>;
