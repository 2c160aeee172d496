import classes from './ColumnMeanings.module.css';
import { COLUMNS } from './columns.tsx';

/** What the headings mean, for readers whom no tooltip reaches. */
export const ColumnMeanings = () => (
  <details className={classes.meanings}>
    <summary>What the columns mean</summary>
    <dl>
      {COLUMNS.map(({ key, label, meaning }) =>
        meaning === undefined ? null : (
          <div key={key} className={classes.meaning}>
            <dt>{label}</dt>
            <dd>{meaning}</dd>
          </div>
        ),
      )}
    </dl>
  </details>
);
