import { decodeFrame } from './decode-frame.ts';
import { type GreyFrame, toDisplay } from './display-frame.ts';
import type { GreyScale } from './grey-scale.ts';
import { type Levels, levelsOf, sampledFrames } from './levels.ts';
import type { Picture } from './picture.ts';
import { frameHeader, type PictureHeader } from './picture-header.ts';

/** Levels of a picture or clip, from frames spread over all of it; frames that cannot be decoded have no part in it. */
export async function clipLevels(picture: Picture, header: PictureHeader): Promise<Levels | null> {
  if (header.coloured) return null;
  const frames: (readonly [GreyFrame, GreyScale])[] = [];
  for (const index of sampledFrames(picture.frames)) {
    const outcome = await decodeFrame(picture, index);
    const frame = outcome.ok ? toDisplay(outcome.value, picture) : null;
    if (frame?.kind === 'grey') frames.push([frame, frameHeader(header, index).greyScale]);
  }
  return levelsOf(frames);
}
