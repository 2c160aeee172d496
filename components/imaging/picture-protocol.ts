import type { DisplayFrame } from '#lib/dicom/display-frame.ts';
import type { Levels } from '#lib/dicom/levels.ts';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import type { FramePlanes } from '#lib/dicom/picture-planes.ts';
import type { Outcome } from '#lib/dicom/refusal.ts';
import type { Point } from '#lib/dicom/scale.ts';
import type { FrameSummary } from '#lib/dicom/summarise-frame.ts';
import type { TagRow } from '#lib/dicom/tag-rows.ts';
import type { VideoStream } from '#lib/dicom/video-stream.ts';
import type { SmallPicture } from './small-picture.ts';

/** What the page asks of the decoding worker; `picture` names an open file, and nothing where only the decoders are warmed. */
export type PictureRequest = { readonly id: number; readonly picture: string } & (
  | { readonly ask: 'warm' }
  | { readonly ask: 'open'; readonly bytes: ArrayBuffer }
  | { readonly ask: 'frame'; readonly frame: number }
  | { readonly ask: 'column'; readonly frame: number; readonly from: Point; readonly to: Point }
  | { readonly ask: 'levels' }
  | { readonly ask: 'planes'; readonly frame: number }
  | { readonly ask: 'summary'; readonly frame: number }
  | { readonly ask: 'thumbnail' }
  | { readonly ask: 'tags' }
  | { readonly ask: 'video' }
  | { readonly ask: 'close' }
);

/** What each question is answered with. */
export type PictureAnswers = {
  readonly warm: null;
  readonly open: Outcome<PictureHeader>;
  readonly frame: Outcome<DisplayFrame>;
  /** The pixels along a line, one wide. */
  readonly column: Outcome<DisplayFrame>;
  /** Over the whole clip; null where no pixel counts, and for colour. */
  readonly levels: Outcome<Levels | null>;
  readonly planes: Outcome<FramePlanes>;
  readonly summary: Outcome<FrameSummary>;
  readonly thumbnail: Outcome<SmallPicture>;
  readonly tags: readonly TagRow[];
  readonly video: Outcome<VideoStream>;
  readonly close: null;
};

export type PictureReply = {
  readonly id: number;
  readonly answer: PictureAnswers[keyof PictureAnswers] | null;
  /** Set when the worker itself failed. */
  readonly failure: string | null;
};
