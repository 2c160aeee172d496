import { type RefObject, useEffect, useRef, useState } from 'react';
import type { OpenImage } from '#lib/dicom/open-image.ts';
import type { Outcome } from '#lib/dicom/refusal.ts';
import classes from './imaging.module.css';
import { pagePictures } from './page-pictures.ts';
import type { OpenedFile } from './picture-session.ts';
import type { Borrowed } from './picture-shelf.ts';
import type { SmallPicture } from './small-picture.ts';

type ThumbnailProps = {
  readonly image: OpenImage;
  /** Of the chart; a file with another one is not shown here. */
  readonly recordNumber: string | null;
};

/** A picture's middle frame in small, fetched when it is scrolled into view; it goes with the page. */
export function Thumbnail({ image, recordNumber }: ThumbnailProps) {
  const frame = useRef<HTMLSpanElement>(null);
  const small = useSmallPicture(image, frame);
  if (small?.ok && !isForeign(small.value, recordNumber)) return <Drawn small={small.value} />;
  return (
    <span ref={frame} className={classes.thumbnail} data-testid="thumbnail" data-status={statusOf(small)}>
      <span className={classes.thumbnailReason}>{sentenceOf(small)}</span>
    </span>
  );
}

const isForeign = ({ labels }: SmallPicture, recordNumber: string | null): boolean =>
  recordNumber !== null && labels.recordNumber !== '' && labels.recordNumber !== recordNumber;

const statusOf = (small: Outcome<SmallPicture> | null): string => (small ? 'refused' : 'waiting');

function sentenceOf(small: Outcome<SmallPicture> | null): string {
  if (!small) return 'Fetching …';
  if (!small.ok) return small.refusal.message;
  return 'The file’s record number is not the chart’s: it may be another patient’s picture.';
}

/** Null until it was fetched. Then the file is put down, and with the page it is given back. */
function useSmallPicture(
  image: OpenImage,
  place: RefObject<HTMLElement | null>,
): Outcome<SmallPicture> | null {
  const [small, setSmall] = useState<Outcome<SmallPicture> | null>(null);
  useEffect(() => {
    let left = false;
    let borrowed: Borrowed | null = null;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      void inTurn(async () => {
        if (left) return;
        borrowed = pagePictures.borrow(image);
        const outcome = await smallOf(await borrowed.file);
        borrowed.putDown();
        if (!left) setSmall(outcome);
      });
    });
    if (place.current) observer.observe(place.current);
    return () => {
      left = true;
      observer.disconnect();
      borrowed?.giveBack();
    };
  }, [image, place]);
  return small;
}

let last: Promise<unknown> = Promise.resolve();

/** One file at a time: a chart with many studies must not fetch all of them at once. */
function inTurn(work: () => Promise<void>): Promise<void> {
  const turn = last.then(work);
  last = turn.catch(() => null);
  return turn;
}

/** Never rejects. */
const smallOf = async ({ picture }: OpenedFile): Promise<Outcome<SmallPicture>> =>
  picture.ok ? picture.value.thumbnail() : picture;

const SIDES: Readonly<Record<string, string>> = { L: 'Left', R: 'Right', B: 'Both sides' };

function Drawn({ small }: { readonly small: SmallPicture }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, rgba, aspect, frames, labels } = small;
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  }, [rgba, width, height]);
  const side = SIDES[labels.laterality] ?? labels.laterality;
  const text = [labels.dicomModality, side, labels.view, frames > 1 ? `${frames} frames` : ''].filter(
    Boolean,
  );
  return (
    <span className={classes.thumbnail} data-testid="thumbnail" data-status="shown">
      <canvas
        ref={canvas}
        className={classes.thumbnailPicture}
        width={width}
        height={height}
        style={{ aspectRatio: `${width} / ${height * aspect}` }}
        aria-hidden
      />
      <span className={classes.thumbnailText}>{text.join(' · ')}</span>
    </span>
  );
}
