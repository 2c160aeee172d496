/** Why a question got no answer: a sentence for the screen. */
export type Refusal = { readonly ok: false; readonly reason: string };

/** What a server gives to a page: what was asked for, or the reason why not. */
export type Answer<T> = ({ readonly ok: true } & T) | Refusal;
