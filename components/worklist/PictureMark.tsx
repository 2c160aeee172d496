import { IconPhotoOff } from '@tabler/icons-react';
import { type Bands, percentText } from '#components/risk/risk-text.ts';
import { PICTURE_SOURCES } from '#lib/worklist/not-read.ts';
import type { Entry } from './entries.ts';
import { notReadText, renewedFrom, withoutText } from './not-read-text.ts';
import classes from './RiskCell.module.css';

type PictureMarkProps = {
  readonly entry: Entry;
  readonly bands: Bands | null;
  /** Its pictures are being read. */
  readonly isRead: boolean;
};

/** Whether a risk is still without what is on the chart, or what it was before its pictures were read. */
export function PictureMark({ entry, bands, isRead }: PictureMarkProps) {
  const { row } = entry;
  if (row === null) return null;
  if (isRead) return <span className={classes.picture}>reading</span>;
  const former = renewedFrom(entry, bands);
  if (former !== null)
    return (
      <span
        className={classes.was}
        title={['Its pictures were read since you opened the list.', ...row.refused].join(' ')}
      >
        was {percentText(former, bands ?? undefined)}
      </span>
    );
  const { notRead, refused } = row;
  if (refused.length > 0 && !notRead.some((source) => PICTURE_SOURCES.has(source)))
    return (
      <span className={classes.picture} title={refused.join(' ')}>
        <IconPhotoOff size={13} stroke={1.7} role="img" aria-label="Pictures that could not be read:" />{' '}
        {refused.length}
      </span>
    );
  if (notRead.length === 0) return null;
  return (
    <span className={classes.picture} title={withoutText(notRead)}>
      {notReadText(notRead)}
    </span>
  );
}
