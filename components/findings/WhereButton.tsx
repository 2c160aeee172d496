import { Button } from '@mantine/core';
import { IconFocusCentered } from '@tabler/icons-react';
import { ProgressBar } from '#components/ui/ProgressBar.tsx';
import type { Finding } from '#lib/contract/findings-report.ts';
import { whereText } from '#lib/fusion/map-text.ts';
import classes from './findings.module.css';
import type { MapWork } from './use-finding-map.ts';

type WhereProps = {
  readonly finding: Finding;
  readonly work: MapWork;
  /** The map lies over the picture. */
  readonly shown: boolean;
  readonly onToggle: () => void;
  readonly onCancel: () => void;
};

/** Asks where in the picture one finding was read; progress, with a way out, once it takes long. */
export function WhereButton({ finding, work, shown, onToggle, onCancel }: WhereProps) {
  const own = work.status !== 'idle' && work.id === finding.id ? work : null;
  return (
    <>
      <Button
        size="compact-xs"
        variant={shown ? 'filled' : 'default'}
        className={classes.where ?? ''}
        leftSection={<IconFocusCentered size={14} aria-hidden />}
        aria-label={whereText(finding.label)}
        aria-pressed={shown}
        loading={own?.status === 'working'}
        onClick={onToggle}
      >
        Where
      </Button>
      {own?.status === 'working' && own.progress ? (
        <div className={classes.work}>
          <ProgressBar
            label="Reading the picture without each of its parts"
            value={own.progress.done}
            max={own.progress.of}
            text={`${own.progress.done} of ${own.progress.of}`}
            onCancel={onCancel}
          />
        </div>
      ) : null}
      {own?.status === 'none' ? (
        <span role="status" className={classes.notes}>
          {own.because}
        </span>
      ) : null}
    </>
  );
}
