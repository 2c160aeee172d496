import { useStore } from 'zustand';
import { voiOf } from '#lib/dicom/grey-table.ts';
import type { Labels } from '#lib/dicom/labels.ts';
import { frameHeader, type PictureHeader } from '#lib/dicom/picture-header.ts';
import { windowText } from '#lib/dicom/window.ts';
import { planesText } from './planes-text.ts';
import classes from './stage.module.css';
import type { QuietState } from './use-quiet-state.ts';
import type { Viewer } from './viewer.ts';

type PictureLabelsProps = {
  readonly viewer: Viewer;
  readonly labels: Labels;
  readonly state: QuietState;
};

/** Whose picture it is, which side and view, and how it is shown; what the file does not say is said to be missing. */
export function PictureLabels({ viewer, labels, state }: PictureLabelsProps) {
  const { header } = state;
  const turned = turnText(state);
  const planes = header ? planesText(header, state.withPlanes) : '';
  return (
    <>
      <div className={classes.labels} data-corner="top-left">
        <span>{labels.name || 'No name in the file'}</span>
        <span>{labels.recordNumber ? `MRN ${labels.recordNumber}` : 'No MRN in the file'}</span>
      </div>
      <div className={classes.labels} data-corner="top-right">
        <span>{labels.taken || 'No date in the file'}</span>
        <span>{[labels.dicomModality, labels.description].filter(Boolean).join(' · ')}</span>
      </div>
      <div className={classes.labels} data-corner="bottom-left">
        <span>{sideText(labels)}</span>
        {header ? <FrameFactsLabel viewer={viewer} header={header} /> : null}
        {turned ? <span>{turned}</span> : null}
        {planes ? <span data-testid="planes-label">{planes}</span> : null}
      </div>
      <div className={classes.labels} data-corner="bottom-right">
        {header ? <WindowLabel viewer={viewer} header={header} /> : null}
        <span>
          {header?.columns} × {header?.rows}
        </span>
      </div>
    </>
  );
}

type FrameLabelProps = { readonly viewer: Viewer; readonly header: PictureHeader };

/** How the frame on the screen is drawn; a clip may have another window in each frame. */
function WindowLabel({ viewer, header }: FrameLabelProps) {
  const text = useStore(viewer.store, ({ frame, look }) => {
    // Colour has no window but one that was set by hand.
    if (header.coloured && look.choice.kind === 'own') return look.invert ? 'inverted' : '';
    const voi = voiOf(frameHeader(header, frame).greyScale, look.choice);
    const name = voi.kind === 'window' ? windowText(voi.window) : voi.name;
    return look.invert ? `${name} inverted` : name;
  });
  return text === '' ? null : <span data-testid="window">{text}</span>;
}

/** Where the frame on the screen lies in body, beat and time. */
function FrameFactsLabel({ viewer, header }: FrameLabelProps) {
  const text = useStore(viewer.store, ({ frame }) => frameHeader(header, frame).facts.join(' · '));
  return text === '' ? null : <span data-testid="frame-facts">{text}</span>;
}

const SIDES: Readonly<Record<string, string>> = { L: 'Left', R: 'Right', B: 'Both sides', U: 'Unpaired' };

const sideText = ({ laterality, view, dicomModality }: Labels): string => {
  const side = SIDES[laterality] ?? laterality;
  const isFilm = dicomModality === 'DX' || dicomModality === 'CR';
  return [side || (isFilm ? 'Side not stated' : ''), view || (isFilm ? 'View not stated' : '')]
    .filter(Boolean)
    .join(' · ');
};

/** A mirrored chest is a trap: it is written on the picture. */
const turnText = ({ rotation, flipHorizontal, flipVertical }: QuietState): string =>
  [
    flipHorizontal ? 'Mirrored left to right' : '',
    flipVertical ? 'Mirrored upside down' : '',
    rotation ? `Turned ${rotation}°` : '',
  ]
    .filter(Boolean)
    .join(', ');
