import { createStore, delMany, entries, get, keys, set, update } from 'idb-keyval';
import { lazy } from '../base/lazy';

/** A graphics card as a browser drives it. */
export type Gpu = {
  /** All that the browser tells of the card, in one line. */
  adapter: string;
  /** Name and version. */
  browser: string;
};

/** What a verdict is about; when any of it changes, the model is checked again. */
export type Subject = Gpu & {
  model: string;
  precision: string;
  /** Version of what computes the model. */
  runtime: string;
};

/** Whether a graphics card computes a model as the processor does. */
export type Agreement = {
  agrees: boolean;
  /** For people, to stand after a colon. */
  finding: string;
  figures: Readonly<Record<string, number>>;
};

export type Verdict = Subject & Agreement & { /** Unix milliseconds. */ date: number };

/** What was found out about this device's graphics cards. Where storage is blocked, nothing is remembered. */
export type Verdicts = {
  find(subject: Subject): Promise<Verdict | undefined>;
  remember(verdict: Verdict): Promise<void>;
  /** How often the card failed at work (was lost, or reported an error) in the last seven days. */
  failures(gpu: Gpu): Promise<number>;
  countFailure(gpu: Gpu): Promise<void>;
  all(): Promise<Verdict[]>;
  /** Forgets the verdicts on a model, and all failures, so that its next load on a graphics card checks again. */
  forget(model: string): Promise<void>;
};

/** The same for every thread of this origin. */
export function openVerdicts(): Verdicts {
  const store = lazy(async () => createStore('sotto-devices', 'verdicts'));
  return {
    find: (subject) => attempt(async () => get<Verdict>(subjectKey(subject), await store())),
    remember: (verdict) => attempt(async () => set(subjectKey(verdict), verdict, await store())),
    async failures(gpu) {
      const dates = await attempt(async () => get<number[]>(gpuKey(gpu), await store()));
      return recent(dates).length;
    },
    countFailure: (gpu) =>
      attempt(async () =>
        update<number[]>(gpuKey(gpu), (dates) => [...recent(dates), Date.now()], await store()),
      ),
    async all() {
      const kept = await attempt(async () => entries<IDBValidKey, Verdict>(await store()));
      return (kept ?? []).filter(([key]) => isSubjectKey(key)).map(([, verdict]) => verdict);
    },
    forget: (model) =>
      attempt(async () => {
        const known = await keys(await store());
        const about = known.filter((key) => !isSubjectKey(key) || isAbout(key, model));
        await delMany(about, await store());
      }),
  };
}

async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    console.warn('What is known of the graphics card could not be read or kept.', error);
    return undefined;
  }
}

const week = 7 * 24 * 60 * 60_000;

/** Older ones may have been a driver's, or a system's that was put to sleep. */
function recent(dates: readonly number[] = []): number[] {
  return dates.filter((date) => date > Date.now() - week);
}

function subjectKey({ model, precision, runtime, adapter, browser }: Subject): string[] {
  return ['verdict', model, precision, runtime, adapter, browser];
}

function isSubjectKey(key: IDBValidKey): boolean {
  return Array.isArray(key) && key[0] === 'verdict';
}

function isAbout(key: IDBValidKey, model: string): boolean {
  return Array.isArray(key) && key[1] === model;
}

function gpuKey({ adapter, browser }: Gpu): string[] {
  return ['failures', adapter, browser];
}
