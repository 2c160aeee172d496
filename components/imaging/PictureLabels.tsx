import type { Labels } from '#lib/dicom/labels.ts';
import classes from './stage.module.css';
import type { QuietState } from './use-quiet-state.ts';

/** Whose picture it is, which side and view, and how it is shown; what the file does not say is said to be missing. */
export function PictureLabels({ labels, state }: { readonly labels: Labels; readonly state: QuietState }) {
  const { look, header } = state;
  const turned = turnText(state);
  return (
    <>
      <div className={classes.labels} data-corner="top-left">
        <span>{labels.name || 'No name in the file'}</span>
        <span>{labels.recordNumber ? `MRN ${labels.recordNumber}` : 'No MRN in the file'}</span>
      </div>
      <div className={classes.labels} data-corner="top-right">
        <span>{labels.taken || 'No date in the file'}</span>
        <span>{[labels.modality, labels.description].filter(Boolean).join(' · ')}</span>
      </div>
      <div className={classes.labels} data-corner="bottom-left">
        <span>{sideText(labels)}</span>
        {turned ? <span>{turned}</span> : null}
      </div>
      <div className={classes.labels} data-corner="bottom-right">
        {look.window ? (
          <span data-testid="window">
            C {look.window.center.toFixed(0)} W {look.window.width.toFixed(0)}
            {look.invert ? ' inverted' : ''}
          </span>
        ) : null}
        <span>
          {header?.columns} × {header?.rows}
        </span>
      </div>
    </>
  );
}

const SIDES: Readonly<Record<string, string>> = { L: 'Left', R: 'Right', B: 'Both sides', U: 'Unpaired' };

const sideText = ({ laterality, view, modality }: Labels): string => {
  const side = SIDES[laterality] ?? laterality;
  const isFilm = modality === 'DX' || modality === 'CR';
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
