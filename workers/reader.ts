import { createIdbShelf } from '../src/weights/idb-store';
import { readAhead } from '../src/weights/read-ahead';
import { exposeReader } from '../src/weights/reader-thread';

// Reads stored models for an engine's thread, which the runtime blocks meanwhile.
const shelf = createIdbShelf();
exposeReader((file) => readAhead(shelf, file));
