import type { PatientHeader } from '#lib/contract/patient-record.ts';
import classes from './PersonName.module.css';

type PersonNameProps = Pick<PatientHeader, 'name' | 'prefix' | 'writtenAlso'>;

/** What a person is called, with the same name in other scripts; none of it turns the direction of the text around it. */
export function PersonName({ name, prefix, writtenAlso = [] }: PersonNameProps) {
  return (
    <span className={classes.person}>
      {prefix ? <bdi className={classes.also}>{`${prefix} `}</bdi> : null}
      <bdi>{name}</bdi>
      {writtenAlso.map((other) => (
        <bdi key={other} className={classes.also}>
          {` ${other}`}
        </bdi>
      ))}
    </span>
  );
}
