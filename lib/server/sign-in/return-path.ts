/** A path of this app to go to after sign-in; anything else, a foreign address above all, becomes `/`. */
export function safeReturnPath(asked: string | null | undefined): string {
  if (!asked?.startsWith('/')) return '/';
  const here = 'http://consilium.invalid';
  const url = URL.canParse(asked, here) ? new URL(asked, here) : null;
  if (!url || url.origin !== here || /^\/(api|sign-in)(\/|$)/.test(url.pathname)) return '/';
  return url.pathname.startsWith('//') ? '/' : url.pathname + url.search;
}
