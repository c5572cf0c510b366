import { expect, test } from 'vitest';
import { readEvents } from '../../../src/client/server-sent-events';
import { collect, cutAt, everyCut } from './byte-streams';

const stream =
  ': a comment\r\nevent: progress\r\ndata: {"name":"Żółć"}\r\n\r\ndata:two\ndata: lines\n\nid: 7\n\ndata: mac\r\r';
const events = ['{"name":"Żółć"}', 'two\nlines', 'mac'];

test('events are the same wherever the network cuts the bytes', async () => {
  const bytes = new TextEncoder().encode(`${stream}\n`);
  for (const at of everyCut(bytes)) {
    expect(await collect(readEvents(cutAt(bytes, [at]))), `cut at ${at}`).toEqual(events);
  }
});

test('events arrive whole when every byte comes alone', async () => {
  const bytes = new TextEncoder().encode(`${stream}\n`);
  expect(await collect(readEvents(cutAt(bytes, everyCut(bytes))))).toEqual(events);
});

test('an event that the stream breaks off is dropped', async () => {
  const bytes = new TextEncoder().encode('data: whole\n\ndata: half');
  expect(await collect(readEvents(cutAt(bytes, [])))).toEqual(['whole']);
});
