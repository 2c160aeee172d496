import Link from 'next/link';
import classes from './ModelCard.module.css';

type ModelLinksProps = {
  readonly models: readonly { readonly id: string; readonly title: string }[];
  readonly current: string;
};

/** How the models of intensive care do where they are in use. */
export const ICU_MONITORING = { id: 'icu', title: 'Intensive care, in use' };

/** The way from one model's page to another's, and to what is watched of those in use. */
export function ModelLinks({ models, current }: ModelLinksProps) {
  return (
    <nav aria-label="Models" className={classes.links}>
      {[...models, ICU_MONITORING].map(({ id, title }) => (
        <Link key={id} href={`/models/${id}`} aria-current={id === current ? 'page' : undefined}>
          {title}
        </Link>
      ))}
    </nav>
  );
}
