import { isTagged, TaggedError } from '#lib/clinical/tagged-error.ts';

/** Why a file gives no picture, as a value: the reason is shown where the picture would be. */
export type Refusal = {
  readonly code: RefusalCode;
  /** Keyword of the attribute at fault (PS3.6), e.g. `Rows`; null when it is the file as a whole. */
  readonly keyword: string | null;
  /** One plain sentence. Holds nothing that names the patient. */
  readonly message: string;
};

type RefusalCode =
  | 'not-dicom'
  | 'truncated'
  | 'no-picture'
  | 'header'
  | 'size'
  | 'colour'
  | 'compression'
  | 'fragments'
  | 'corrupt-frame'
  | 'video';

export const refuse = (code: RefusalCode, keyword: string | null, message: string): Refusal => ({
  code,
  keyword,
  message,
});

/** Carries a refusal out of a decoder; caught at the edge of `lib/dicom`, where it is a value again. */
export class RefusedError extends TaggedError {
  override readonly name = 'RefusedError';
  readonly tag: RefusalCode;
  readonly refusal: Refusal;
  constructor(refusal: Refusal, cause?: unknown) {
    super(refusal.message, { cause });
    this.tag = refusal.code;
    this.refusal = refusal;
  }
}

/** Throws a `RefusedError`. */
export function reject(code: RefusalCode, keyword: string | null, message: string): never {
  throw new RefusedError(refuse(code, keyword, message));
}

/** A value, or the reason why there is none. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

/** Runs `work`; a `RefusedError` becomes a value, any other error is a fault of the program and goes on. */
export function outcomeOf<T>(work: () => T): Outcome<T> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (isTagged<RefusedError>(error, 'RefusedError')) return { ok: false, refusal: error.refusal };
    throw error;
  }
}
