import type { Issue } from '#lib/clinical/issue.ts';
import { markAmbiguous } from './ambiguous-resources.ts';
import { countNames, findRepeatedNames } from './repeated-names.ts';
import { scanNesting } from './scan-nesting.ts';

/** Far above any record; below it the parser and the walk over the result stay within memory. */
const PARSER_DEPTH_LIMIT = 100_000;

/** Where the text came from, for the sentence of an issue. */
type TextOrigin = { readonly file: string; readonly line?: number };

const place = ({ line }: TextOrigin) => (line === undefined ? 'The file' : `Line ${line}`);

// A parser's own message quotes the text around the error, which may name a patient: only its number is used.
const positionIn = (error: unknown): number | undefined => {
  const found = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  return found === undefined ? undefined : Number(found);
};

function refuse(text: string, origin: TextOrigin, error: unknown): Issue {
  const { open } = scanNesting(text, Number.POSITIVE_INFINITY);
  const position = positionIn(error);
  const reason = open
    ? `ends in the middle of its JSON, after character ${text.length}`
    : `is not valid JSON${position === undefined ? '' : ` from character ${position} on`}`;
  return {
    code: 'file-unreadable',
    severity: 'error',
    message: `${place(origin)} ${reason}, so none of it was read.`,
    file: origin.file,
  };
}

const markup = (origin: TextOrigin, text: string): Issue => ({
  code: 'not-fhir',
  severity: 'error',
  message: /^<(!doctype )?html/i.test(text)
    ? `${place(origin)} is a web page (HTML), not FHIR JSON.`
    : `${place(origin)} is XML; only FHIR JSON is read.`,
  file: origin.file,
});

/** What a document holds, with what is wrong in a part of it. */
type Parsed = { readonly value: unknown; readonly issue?: Issue };

function withUniqueNames(text: string, value: unknown, names: number, origin: TextOrigin): Parsed | Issue {
  if (countNames(value) === names) return { value };
  const { issue, whole } = markAmbiguous(value, findRepeatedNames(text), origin.file, origin.line ?? 1);
  return whole ? issue : { value, issue };
}

/**
 * Parses one JSON document; what it is not, or where it breaks, is an `Issue` without a word of its content. Resources
 * that name an element twice are marked (`isAmbiguous`).
 */
export function parseJson(text: string, origin: TextOrigin): Parsed | Issue {
  const head = text.trimStart().slice(0, 16);
  if (head.startsWith('<')) return markup(origin, head);
  const { tooDeepAt, names } = scanNesting(text, PARSER_DEPTH_LIMIT);
  if (tooDeepAt !== undefined) {
    return {
      code: 'too-deep',
      severity: 'error',
      message: `${place(origin)} nests more than ${PARSER_DEPTH_LIMIT} levels deep at character ${tooDeepAt}, so none of it was read.`,
      file: origin.file,
    };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse(text, origin, error);
  }
  return withUniqueNames(text, value, names, origin);
}
