/** One event of a body: its text, and its value or why it has none. */
export type SentText =
  | { readonly text: string; readonly value: unknown }
  | { readonly text: string; readonly refused: string };

const NOT_JSON = 'The line is not JSON.';

function readLine(text: string): SentText {
  try {
    const value: unknown = JSON.parse(text);
    return { text, value };
  } catch {
    return { text, refused: NOT_JSON };
  }
}

/** A line that cannot be read is one event that is refused, and the others are not. */
export const readLines = (text: string): readonly SentText[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map(readLine);

/** The elements of a JSON array; `null` for text that is none. */
export function readArray(text: string): readonly SentText[] | null {
  const whole = readLine(text);
  if ('refused' in whole || !Array.isArray(whole.value)) return null;
  return whole.value.map((value: unknown) => ({ text: JSON.stringify(value), value }));
}
