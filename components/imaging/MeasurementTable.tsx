import { ActionIcon, Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import visually from '#components/ui/visually.module.css';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import classes from './imaging.module.css';
import { KIND_NAMES, measurementText, summaries } from './measurement.ts';
import pane from './pane.module.css';
import { usePartName } from './pane-title.ts';
import type { QuietState } from './use-quiet-state.ts';
import type { Viewer } from './viewer.ts';

type TableProps = { readonly viewer: Viewer; readonly state: QuietState; readonly header: PictureHeader };

/** What was measured, in words; nothing of it is kept when the picture is closed. */
export function MeasurementTable({ viewer, state, header }: TableProps) {
  const { measurements } = state;
  const label = usePartName('Measurements');
  if (measurements.length === 0)
    return <p className={pane.nothing}>Nothing is measured on this picture yet.</p>;
  return (
    <section className={classes.measurements} aria-label={label}>
      {summaries(header, measurements).map(({ name, value, notes }) => (
        <div key={name} className={classes.summary} role="status">
          <span>{name}</span> <strong data-testid={name}>{value}</strong>
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      ))}
      <table className={classes.table}>
        <caption className={classes.caption}>Measured on this picture</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Result</th>
            {header.frames > 1 ? <th scope="col">Frame</th> : null}
            <th scope="col">
              <span className={visually.hidden}>Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {measurements.map((one) => (
            <tr key={one.id}>
              <th scope="row">{KIND_NAMES[one.kind]}</th>
              <td>{measurementText(header, one)}</td>
              {header.frames > 1 ? (
                <td>
                  <Button size="compact-xs" variant="subtle" onClick={() => viewer.cine.go(one.frame)}>
                    {one.frame + 1}
                  </Button>
                </td>
              ) : null}
              <td>
                <ActionIcon
                  variant="subtle"
                  size="sm"
                  aria-label={`Remove: ${KIND_NAMES[one.kind]}`}
                  onClick={() => viewer.measurements.remove(one.id)}
                >
                  <IconTrash size={14} aria-hidden />
                </ActionIcon>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
