/** The address that a text is, of the web and in full; undefined for anything else. `https://` may be left out. */
export function addressIn(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || /\s/.test(trimmed)) return undefined;
  const whole = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(whole)) return undefined;
  const { protocol, hostname, href } = new URL(whole);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && /\.|^localhost$|:/.test(hostname) ? href : undefined;
}

export function hostOf(address: string): string {
  return new URL(address).host;
}
