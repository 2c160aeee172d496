import dynamic from 'next/dynamic';
import { Limited } from '#components/ui/Limited.tsx';
import { Timestamp } from '#components/ui/Timestamp.tsx';
import visually from '#components/ui/visually.module.css';
import type { OpenImage } from '#lib/dicom/open-image.ts';
import type { ImagedStudy } from '#lib/modalities/imaging/slice.ts';
import classes from './imaging.module.css';
import { pictureAnchor } from './picture-anchors.ts';
import { imagesOfStudies, studyName } from './study-images.ts';

// The decoder's door is small, but no chart should wait for it.
const Thumbnail = dynamic(() => import('./Thumbnail.tsx').then((module) => module.Thumbnail), { ssr: false });

/** Pictures of one study that are shown before the reader asks for more. */
const STEP = 8;

type StudyListProps = {
  readonly studies: readonly ImagedStudy[];
  readonly images: readonly OpenImage[];
  readonly recordNumber: string | null;
  readonly simulated: boolean;
  readonly reference: { readonly moment: NonNullable<ImagedStudy['started']>; readonly name: string } | null;
  /** Of an uploaded chart: the studies whose pictures were chosen with it. `null`: the archive may be asked for any. */
  readonly filed: ReadonlySet<string> | null;
  readonly opened: string | null;
  readonly onOpen: (key: string) => void;
};

/** Every study of a chart with its pictures in small; a press opens one. */
export function StudyList(props: StudyListProps) {
  const { studies, images, simulated, reference, filed } = props;
  return (
    <ul className={classes.studies}>
      {studies.map((study) => (
        <li key={study.reference}>
          <p className={classes.study}>
            <strong>{studyName(study)}</strong>{' '}
            <Timestamp moment={study.started} {...(reference ? { reference } : {})} />
            {simulated ? <span className={classes.simulated}>Simulated</span> : null}
            {placeText(study, filed)}
          </p>
          {images.length === 0 ? null : <Pictures {...props} study={study} />}
        </li>
      ))}
    </ul>
  );
}

/** Where the pictures are, when they cannot be opened here. */
function placeText({ uid, kept }: ImagedStudy, filed: StudyListProps['filed']): string {
  if (filed?.has(uid)) return ' The pictures of this study are below, under “Pictures in the same files”.';
  if (filed) return ' The pictures of this study are not among the files chosen.';
  return kept === 'elsewhere' ? ' Kept in another archive, which this app does not reach.' : '';
}

function Pictures(props: StudyListProps & { readonly study: ImagedStudy }) {
  const { study, images, recordNumber, opened, onOpen } = props;
  const own = new Set(imagesOfStudies([study]).map(({ key }) => key));
  return (
    <div className={classes.thumbnails}>
      <Limited items={images.filter(({ key }) => own.has(key))} step={STEP} what="pictures">
        {(image) => (
          <button
            key={image.key}
            id={pictureAnchor(image.key)}
            type="button"
            className={classes.open}
            aria-pressed={opened === image.key}
            onClick={() => onOpen(image.key)}
          >
            <span className={visually.hidden}>Open {image.title}. </span>
            <Thumbnail image={image} recordNumber={recordNumber} />
          </button>
        )}
      </Limited>
    </div>
  );
}
