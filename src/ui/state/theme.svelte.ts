import { MediaQuery } from 'svelte/reactivity';
import { recall, remember } from './remembered';

export const themes = ['light', 'system', 'dark'] as const;
export type ThemeChoice = (typeof themes)[number];

/** Light or dark: the system's choice, unless the user made one here. */
export class Theme {
  #choice = $state<ThemeChoice>(themes.find((theme) => theme === recall('theme')) ?? 'system');
  #systemDark = new MediaQuery('(prefers-color-scheme: dark)');

  constructor() {
    this.#show();
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  set choice(value: ThemeChoice) {
    this.#choice = value;
    remember('theme', value);
    this.#show();
  }

  get dark(): boolean {
    return this.#choice === 'system' ? this.#systemDark.current : this.#choice === 'dark';
  }

  /** `tokens.css` reads the attribute. */
  #show(): void {
    document.documentElement.dataset['theme'] = this.#choice;
  }
}
