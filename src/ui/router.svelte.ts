export const pages = [
  { id: 'speak', name: 'Speak', title: 'Sotto: speech in this page' },
  { id: 'transcribe', name: 'Transcribe', title: 'Transcribe · Sotto' },
  { id: 'models', name: 'Models', title: 'Models · Sotto' },
] as const;
export type Page = (typeof pages)[number];

/** Which page is shown: the fragment of the URL says it, so that it works in any folder, and without a network. */
export class Router {
  #page = $state.raw<Page>(pageOf(location.hash));

  /** Follows the URL until `stop`; `onChange` is called when another page has been asked for. */
  constructor(onChange: (page: Page) => void) {
    const follow = () => {
      const page = pageOf(location.hash);
      if (page === this.#page) return;
      this.#page = page;
      onChange(page);
    };
    addEventListener('hashchange', follow);
    this.stop = () => removeEventListener('hashchange', follow);
  }

  readonly stop: () => void;

  get page(): Page {
    return this.#page;
  }
}

/** The address of a page, for links. */
export function addressOf({ id }: Page): string {
  return id === 'speak' ? '#/' : `#/${id}`;
}

/** What names no page is the start page. */
function pageOf(hash: string): Page {
  return pages.find((page) => addressOf(page) === hash) ?? pages[0];
}
