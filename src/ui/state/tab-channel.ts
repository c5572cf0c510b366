/** Words between the tabs of this app; between none where the browser blocks storage, which they would share. */
export type TabChannel = { tell: (word: string) => void; close: () => void };

/** `onword` is called with what another tab tells. */
export function openTabChannel(name: string, onword: (word: string) => void): TabChannel {
  const channel = open(name);
  if (channel) channel.onmessage = ({ data }: MessageEvent<string>) => onword(data);
  return {
    tell: (word) => channel?.postMessage(word),
    close: () => channel?.close(),
  };
}

function open(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    // Firefox refuses where cookies are blocked: there are no tabs to speak with.
    return undefined;
  }
}
