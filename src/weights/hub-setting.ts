import { SpeechError } from '../base/errors';
import { defaultHub, defaultHubPath } from '../catalog/models';
import { isThisMachine } from './connection';
import { createKeptSetting } from './kept-setting';

export type HubChoice = {
  /** The base URL without a trailing slash. */
  hub: string;
  /** Where a file is: `{hub}/…` or a URL, with `{repo}` and `{path}` in it, and `{revision}` where the hub has those. */
  hubPath: string;
};

export type HubChange = { [Name in keyof HubChoice]?: HubChoice[Name] | undefined };

/** Where models come from, as the user chose it; kept on this device. */
export type HubSetting = {
  read: () => Promise<HubChoice>;
  /** The choice as `FileRef` names a hub. */
  address: () => Promise<string>;
  /** What is left out stays; throws SpeechError `invalid_request`, and changes nothing, for what is no hub's address. */
  change: (choice: HubChange) => Promise<void>;
};

export function createHubSetting(): HubSetting {
  const hub = createKeptSetting('hub', defaultHub);
  const hubPath = createKeptSetting('hub-path', defaultHubPath);
  return {
    read: async () => ({ hub: await hub.read(), hubPath: await hubPath.read() }),
    address: async () => hubAddress({ hub: await hub.read(), hubPath: await hubPath.read() }),
    async change(choice) {
      const newHub = choice.hub === undefined ? undefined : checkedHub(choice.hub);
      const newPath = choice.hubPath === undefined ? undefined : checkedPath(choice.hubPath);
      if (newHub !== undefined) await hub.change(newHub);
      if (newPath !== undefined) await hubPath.change(newPath);
    },
  };
}

/** A hub with the usual paths is its base URL, so that its files keep their names on this device. */
export function hubAddress({ hub, hubPath }: HubChoice): string {
  return hubPath === defaultHubPath ? hub : hubPath.replace('{hub}', () => hub);
}

function checkedHub(text: string): string {
  return checkedUrl(text, (why) =>
    invalid('hub', `The hub '${text}' ${why}. Give a base URL such as ${defaultHub}.`),
  );
}

function checkedPath(text: string): string {
  const wrong = (why: string) =>
    invalid('hubPath', `The hub path '${text}' ${why}. Give a template such as ${defaultHubPath}.`);
  const names = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const unknown = names.find((name) => !['hub', 'repo', 'revision', 'path'].includes(name));
  if (unknown !== undefined) throw wrong(`has a {${unknown}}, which means nothing`);
  if (new Set(names).size < names.length) throw wrong('has a part twice');
  if (!names.includes('repo') || !names.includes('path')) throw wrong('lacks {repo} or {path}');
  if (names.includes('hub') && !text.startsWith('{hub}/')) throw wrong('has its {hub} elsewhere');
  // Braces are no part of a URL, so letters stand for them while the rest is looked at.
  checkedUrl(text.replace('{hub}', defaultHub).replace(/[{}]/g, '_'), wrong);
  return text;
}

/** Plain HTTP is for this machine only, and for where the app itself comes from: weights must not be changed on the way. */
function checkedUrl(text: string, wrong: (why: string) => SpeechError): string {
  if (!URL.canParse(text)) throw wrong('is not a URL');
  const { protocol, hostname, username, password, search, hash, origin, pathname } = new URL(text);
  const isOwn = 'location' in globalThis && origin === globalThis.location.origin;
  const isPlain = protocol === 'http:' && (isOwn || isThisMachine(hostname));
  if (protocol !== 'https:' && !isPlain) throw wrong('is not an https URL');
  if (username || password || search || hash) {
    throw wrong('must not have a user, a password, a query or a fragment');
  }
  return origin + pathname.replace(/\/+$/, '');
}

function invalid(param: keyof HubChoice, message: string): SpeechError {
  return new SpeechError('invalid_request', message, { param });
}
