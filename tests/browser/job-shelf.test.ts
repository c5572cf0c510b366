import { createStore } from 'idb-keyval';
import { describe } from 'vitest';
import { createIdbJobShelf } from '../../src/jobs/idb-job-shelf';
import { testJobShelf } from '../contracts/job-shelf';

let databases = 0;

describe('IndexedDB', () => {
  testJobShelf(() => createIdbJobShelf(createStore(`test-jobs-${++databases}`, 'jobs')), {
    lasting: true,
  });
});
