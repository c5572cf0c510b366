import { z } from '@hono/zod-openapi';

// Zod compiles schemas with `new Function`, which the page's content security policy forbids; merely trying it is
// reported. This has to be said before the first schema is made, so schemas take `z` from here.
z.config({ jitless: true });

export { z };
