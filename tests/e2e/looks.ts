import type { Page } from 'playwright-core';

const looks = [
  ['light', 1280, 900],
  ['dark', 1280, 900],
  ['light', 360, 740],
] as const;

/** Looks at a page by day and by night, and on a narrow screen. */
export async function inEachLook(
  page: Page,
  check: (look: string) => Promise<void>,
): Promise<void> {
  for (const [colorScheme, width, height] of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await check(`${colorScheme}, ${width} px`);
  }
}

/** Whether one has to scroll sideways. */
export function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
}
