const prefix = 'sotto.';

const draftName = `${prefix}draft`;

/** What stood in the text of this tab before the page was loaded again; empty when nothing did. */
export function recallDraft(): string {
  try {
    return sessionStorage.getItem(draftName) ?? '';
  } catch {
    // Blocked storage: the text lasts as long as the page.
    return '';
  }
}

/** Keeps the text for this tab's next load, where the browser allows it. */
export function rememberDraft(text: string): void {
  try {
    sessionStorage.setItem(draftName, text);
  } catch {
    // Blocked or full storage: the text lasts as long as the page.
  }
}

/** A choice of the last visit; undefined when there is none, or when this browser keeps nothing. */
export function recall(name: string): string | undefined {
  try {
    return localStorage.getItem(prefix + name) ?? undefined;
  } catch {
    // Blocked storage (a private window, or the user's setting): the page starts with its defaults.
    return undefined;
  }
}

/** Keeps a choice for the next visit, where the browser allows it. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Blocked or full storage: the choice holds for this visit only, which disturbs nobody.
  }
}
