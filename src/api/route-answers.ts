import type { z } from './zod';

/** A route's JSON answer, for `createRoute`. */
export function jsonAnswer<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } };
}
