/** A person's name (PS3.5 section 6.2.1) in up to three writings, each `Family^Given^Middle^Prefix^Suffix`. */
const writingsOf = (value: string): readonly string[] =>
  value.split('=').map((writing) => {
    const [family = '', ...others] = writing.split('^').map((part) => part.trim());
    const given = others.filter((part) => part !== '').join(' ');
    return [family, given].filter((part) => part !== '').join(', ');
  });

/** `Yamada^Tarou=山田^太郎` to `Yamada, Tarou (山田, 太郎)`; of several names the first. Empty when there is none. */
export function personNameText(value: string): string {
  const [first = '', ...others] = writingsOf(value.split('\\')[0] ?? '').filter((writing) => writing !== '');
  return others.length > 0 ? `${first} (${others.join(', ')})` : first;
}
