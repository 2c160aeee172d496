import type { Issue } from '#lib/clinical/issue.ts';
import classes from './imaging.module.css';
import { usePartName } from './pane-title.ts';

/** What the file says and the viewer does not do, or cannot believe. */
export function PictureNotes({ notes }: { readonly notes: readonly Issue[] }) {
  const label = usePartName('About this file');
  if (notes.length === 0) return null;
  return (
    <section className={classes.notes} aria-label={label}>
      <strong>About this file</strong>
      <ul>
        {notes.map(({ message, path }) => (
          <li key={message}>
            {message} {path ? <span className={classes.notePath}>{path}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
