import { asSpeechError, SpeechError } from '../../base/errors';
import { openVerdicts, type Agreement, type Subject, type Verdict } from '../../weights/verdicts';
import type { DeviceWatch } from '../device-watch';
import { sayVerdict } from './subject';

type Trial = {
  subject: Subject;
  watch: Pick<DeviceWatch, 'failed'>;
  /** Compares the graphics card with the processor. */
  compare: () => Promise<Agreement>;
  /** Runs the model once on the card, so that no request pays for the first run. */
  warmUp: () => Promise<void>;
};

type Surroundings = {
  verdicts?: Pick<ReturnType<typeof openVerdicts>, 'find' | 'remember' | 'countFailure'>;
  /** Ends this thread with an error that its owner hears of. */
  giveUp?: (reason: unknown) => void;
};

/**
 * Makes sure that a model on a graphics card computes what it computes on the processor; this is found out once and
 * then remembered. Throws SpeechError `engine_unavailable` otherwise. From then on a card that fails ends the thread,
 * since nothing on it works any more, and the failure is counted.
 */
export async function trustGpu(
  { subject, watch: { failed }, compare, warmUp }: Trial,
  { verdicts = openVerdicts(), giveUp = reportError }: Surroundings = {},
): Promise<Verdict> {
  async function findVerdict(): Promise<Verdict> {
    const known = await verdicts.find(subject);
    if (known?.agrees) {
      await warmUp();
      return known;
    }
    // A bad verdict ends here only when this card was asked for by name: the user wants to know whether it still holds.
    const found = { ...subject, ...(await compare()), date: Date.now() };
    await verdicts.remember(found);
    return found;
  }

  let verdict: Verdict;
  try {
    verdict = await findVerdict();
  } catch (cause) {
    if (failed.aborted) await verdicts.countFailure(subject);
    throw unavailable(asSpeechError(cause).message, cause);
  }
  if (!verdict.agrees) throw unavailable(`It was wrong ${sayVerdict(verdict)}.`);
  failed.addEventListener('abort', () => {
    void verdicts.countFailure(subject).finally(() => giveUp(failed.reason));
  });
  return verdict;
}

function unavailable(why: string, cause?: unknown): SpeechError {
  return new SpeechError(
    'engine_unavailable',
    `The model does not work on this graphics card. ${why}`,
    { cause },
  );
}
