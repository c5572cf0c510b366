/** What can be recorded; `tab` is the sound of another tab, window or screen. */
export type RecorderSource = 'microphone' | 'tab';

/** Why nothing can be recorded, in words for people, with the next step. */
export class RecorderError extends Error {}

/** What browsers do to voices for calls takes away what models listen for; they even out the loudness themselves. */
const asItIs = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

/**
 * The browser can share the sound of tabs. Phones share nothing, Firefox and Safari pictures only: they do not know
 * what can be asked of that sound.
 */
export function canShareTabs(): boolean {
  const devices = mediaDevices();
  if (typeof devices?.getDisplayMedia !== 'function') return false;
  return 'suppressLocalAudioPlayback' in devices.getSupportedConstraints();
}

/** Asks the user for a sound; throws RecorderError. */
export async function openSource(source: RecorderSource): Promise<MediaStream> {
  const devices = mediaDevices();
  if (!devices) {
    throw new RecorderError(
      'This page may not record, because its address is not secure. Open it by https, or from localhost.',
    );
  }
  try {
    if (source === 'microphone') return await devices.getUserMedia({ audio: asItIs });
    return soundOf(await devices.getDisplayMedia({ audio: asItIs, video: true }));
  } catch (error) {
    if (error instanceof RecorderError) throw error;
    throw new RecorderError(reasonOf(error, source), { cause: error });
  }
}

/** Absent in an insecure context. */
function mediaDevices(): MediaDevices | undefined {
  return navigator.mediaDevices;
}

function soundOf(stream: MediaStream): MediaStream {
  if (stream.getAudioTracks().length > 0) return stream;
  for (const track of stream.getTracks()) track.stop();
  throw new RecorderError(
    'It was shared without its sound. Choose a tab, and switch on its audio in the browser’s question.',
  );
}

/** The names are those of https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
export function reasonOf(error: unknown, source: RecorderSource): string {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  const known = source === 'microphone' ? microphoneReasons.get(name) : tabReasons.get(name);
  return known ?? `Nothing can be recorded: ${message}. Choose a file instead.`;
}

const noMicrophone = 'There is no microphone. Connect one, and try again.';
const deafMicrophone =
  'The microphone does not answer. Another program may have it: close that one, and try again.';
const microphoneNotAllowed =
  'The microphone is not allowed here. Allow it in the browser’s settings of this page, and try again.';
const microphoneReasons = new Map(
  Object.entries({
    NotAllowedError: microphoneNotAllowed,
    SecurityError: microphoneNotAllowed,
    NotFoundError: noMicrophone,
    OverconstrainedError: noMicrophone,
    NotReadableError: deafMicrophone,
    AbortError: deafMicrophone,
  }),
);

const nothingShared = 'Nothing was shared. Choose a tab in the browser’s question, and allow it.';
const tabReasons = new Map(
  Object.entries({
    NotAllowedError: nothingShared,
    SecurityError: nothingShared,
    NotFoundError: 'There is nothing here whose sound could be shared. Choose a file instead.',
    NotReadableError: 'The system does not let the browser record that. Choose another tab.',
  }),
);
