/**
 * Called between the steps of a long computation: takes how much of it is done, lets messages in, and rejects once nobody
 * wants the result any more.
 */
export type Pace = (done: number, all: number) => Promise<void>;
