// The address of the public page, as letters tell it.
import type { Host } from '../sheets/ports.js';

/** Property: the address at which the page's owner last opened it. */
const ADDRESS = 'page-address';

/**
 * Remembers the address of the page that is being opened, if its owner opens it. Only the page itself knows for sure:
 * runs of the menu and the triggers may be given the address of the development mode.
 */
export function notePageAddress(host: Host): void {
  const address = host.isStaff(null) ? host.pageUrl() : '';
  if (address !== '' && address !== host.store.get(ADDRESS)) host.store.set(ADDRESS, address);
}

/** The address of the public page, for letters; '' when it is not known. */
export const pageAddress = (host: Host): string => host.store.get(ADDRESS) ?? host.pageUrl();
