/** Address inside this site of a message's link; null for none or for an address elsewhere. */
export function deskLink(link: string | null): string | null {
  if (link === null) return null;
  const address = new URL(link, window.location.origin);
  return address.origin === window.location.origin && !address.pathname.startsWith('/api/')
    ? `${address.pathname}${address.search}${address.hash}`
    : null;
}
