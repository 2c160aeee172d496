import type { TextDoubt } from './part10/character-set.ts';

/** A doubt about a file's text, as one sentence. */
export const TEXT_DOUBTS: Readonly<Record<TextDoubt, string>> = {
  'read-as-utf-8': 'The file names no character set for its letters; they were read as UTF-8.',
  unreadable: 'Some letters are in no character set that the file names: each is shown as \ufffd.',
  'escape-missing':
    'The file does not say where its character sets change; letters were read in the only one that fits.',
  'looks-like-utf-8':
    'The letters of the file may be UTF-8, but it names another character set: they may be shown wrong.',
};
