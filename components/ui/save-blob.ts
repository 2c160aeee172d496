/** The browser reads the blob after the click; a release at once would cut it off. */
const RELEASED_AFTER_MS = 60_000;

/** Saves what the browser already holds as a file: nothing is fetched. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), RELEASED_AFTER_MS);
}
