/** How long before an event its alert came, h, in words; an alert that came after it says so. `null`: not known. */
export function leadText(hours: number | null | undefined): string | null {
  if (hours === null || hours === undefined) return null;
  const told = Math.abs(hours).toFixed(1);
  if (Number(told) === 0) return 'at the onset';
  return `${told}\u00a0h ${hours > 0 ? 'before' : 'after'} the onset`;
}
