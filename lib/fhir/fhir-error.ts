import { TaggedError } from '#lib/clinical/tagged-error.ts';
import { asObjects, asText, element } from './json-value.ts';

type FhirErrorTag = 'network' | 'timeout' | 'http' | 'not-fhir' | 'off-server' | 'paging';

/** The FHIR server could not be used: a broken system, never bad data. `message` is fit for the screen. */
export class FhirError extends TaggedError {
  override readonly name = 'FhirError';
  readonly tag: FhirErrorTag;
  /** HTTP status, when the server answered. */
  readonly status: number | undefined;

  constructor(tag: FhirErrorTag, message: string, detail: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: detail.cause });
    this.tag = tag;
    this.status = detail.status;
  }
}

const SENTENCE_LIMIT = 300;

/** What an `OperationOutcome` says, as one line; `undefined` when the body is none or says nothing. */
export function outcomeSentence(body: unknown): string | undefined {
  if (element(body, 'resourceType') !== 'OperationOutcome') return undefined;
  const said = asObjects(element(body, 'issue')).map(
    (issue) =>
      asText(element(element(issue, 'details'), 'text')) ??
      asText(element(issue, 'diagnostics')) ??
      asText(element(issue, 'code')),
  );
  const text = said
    .filter((part) => part !== undefined)
    .join('; ')
    .replace(/\s+/g, ' ');
  return text === '' ? undefined : text.slice(0, SENTENCE_LIMIT);
}
