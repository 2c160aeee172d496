'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { BrandMark } from './BrandMark.tsx';
import classes from './Shell.module.css';

const SCREENS = [
  { href: '/', label: 'Worklist', isCurrent: (path: string) => path === '/' || path.startsWith('/patients') },
  { href: '/similar', label: 'Similar', isCurrent: (path: string) => path.startsWith('/similar') },
  { href: '/icu', label: 'ICU', isCurrent: (path: string) => path.startsWith('/icu') },
  { href: '/upload', label: 'Upload', isCurrent: (path: string) => path.startsWith('/upload') },
  { href: '/models', label: 'Models', isCurrent: (path: string) => path.startsWith('/models') },
] as const;

/** Brand and the screens. */
export function Navigation() {
  const path = usePathname();
  return (
    <>
      <Link href="/" className={classes.brand} prefetch={false}>
        <BrandMark />
        <span className={classes.name}>Consilium</span>
      </Link>
      <nav aria-label="Main" className={classes.nav}>
        {SCREENS.map(({ href, label, isCurrent }) => (
          <Link
            key={href}
            href={href}
            prefetch={false}
            className={classes.link}
            aria-current={isCurrent(path) ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
    </>
  );
}
