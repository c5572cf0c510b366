/** Hands a file to the browser's downloads. */
export function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers start reading only after this task; a minute is more than any of them takes.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
