import Link from 'next/link';
import classes from './ModelCard.module.css';

type ModelLinksProps = {
  readonly models: readonly { readonly id: string; readonly title: string }[];
  readonly current: string;
};

/** The way from one model's page to another's; nothing where there is but one. */
export function ModelLinks({ models, current }: ModelLinksProps) {
  if (models.length < 2) return null;
  return (
    <nav aria-label="Models" className={classes.links}>
      {models.map(({ id, title }) => (
        <Link key={id} href={`/models/${id}`} aria-current={id === current ? 'page' : undefined}>
          {title}
        </Link>
      ))}
    </nav>
  );
}
