/** Whether this device's keyboards have ⌘ where others have Ctrl. */
export function hasCommandKey(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
