import { afterAll, beforeAll } from 'vitest';
import { createMemoryShelf } from '../../../src/weights/memory-store';
import { describeWeightStore } from '../../contracts/weight-store';
import { startHub, type Hub } from '../../hub/server';

let hub: Hub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.close());

const shelf = createMemoryShelf();
describeWeightStore('memory', { hub: () => hub.url, openShelf: async () => shelf });
