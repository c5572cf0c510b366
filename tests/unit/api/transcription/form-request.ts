/** A recording that the hearing core hears something in. */
export const recording = (name = 'interview.wav') =>
  new File([new Uint8Array(400).fill(7)], name, { type: 'audio/wav' });

type Value = string | Blob;

/** A form as a request; a list is sent as several fields of its name. */
export function formRequest(fields: Record<string, Value | readonly Value[]>): RequestInit {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    const all: readonly Value[] = Array.isArray(value) ? value : [value as Value];
    for (const each of all) form.append(name, each);
  }
  return { method: 'POST', body: form };
}

/** The JSON objects of an event stream, and what else its lines say. */
export async function eventsOf(response: Response): Promise<{ events: unknown[]; rest: string[] }> {
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  const isEvent = (line: string) => line.startsWith('data: {');
  return {
    events: lines.filter(isEvent).map((line) => JSON.parse(line.slice(6)) as unknown),
    rest: lines.filter((line) => !isEvent(line)),
  };
}
