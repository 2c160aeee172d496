import type { WaveformId } from '#lib/icu/events/stream-event.ts';
import type { WallMessage } from '#lib/icu/wall/wall-message.ts';

/** Where one waveform of a bed is drawn, in CSS pixels of the canvas, and in which colour. */
export type Lane = {
  readonly bed: string;
  readonly waveform: WaveformId;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
};

export type Lanes = {
  readonly lanes: readonly Lane[];
  /** Of the canvas, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the screen for each of them. */
  readonly ratio: number;
  /** The reader asked for less motion: waveforms are drawn page by page. */
  readonly still: boolean;
};

/** What the page tells the worker of the wall. */
export type WallRequest =
  | { readonly ask: 'open'; readonly address: string }
  | { readonly ask: 'network'; readonly online: boolean }
  | { readonly ask: 'draw-on'; readonly canvas: OffscreenCanvas }
  | ({ readonly ask: 'lay-out' } & Lanes);

/** The line to the server. `since`: real time at which it was lost, ms since the epoch. */
export type Link =
  | { readonly state: 'connecting' }
  | { readonly state: 'open' }
  | { readonly state: 'lost'; readonly since: number; readonly reason: string };

/** What the page does not draw itself passes it by. */
export type PageMessage = Exclude<WallMessage, { kind: 'waveform' }>;

export type WallReply =
  | { readonly kind: 'messages'; readonly messages: readonly PageMessage[] }
  | { readonly kind: 'link'; readonly link: Link }
  | { readonly kind: 'unreadable'; readonly reason: string }
  /**
   * Once a second: frames drawn in it, milliseconds that drawing them took, and those by which each bed is drawn behind the clock of
   * the wall.
   */
  | {
      readonly kind: 'pace';
      readonly frames: number;
      readonly milliseconds: number;
      readonly lags: readonly number[];
    };
