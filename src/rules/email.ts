// Addresses of electronic mail.
import { isErased } from './erased.js';

const EMAIL =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const ADDRESS_LIMIT = 254;

/** Parses one address: lower-cased, or null. The mark of erased data («удалено-…@удалено.invalid») is accepted too. */
export function parseEmail(raw: string): string | null {
  // Most addresses are typed as they are kept, and need no copy.
  if (raw.length <= ADDRESS_LIMIT && EMAIL.test(raw)) return raw;
  const address = raw.trim().toLowerCase();
  if (address.length > ADDRESS_LIMIT) return null;
  return EMAIL.test(address) || isErased(address) ? address : null;
}
/**
 * Whether letters can reach a parsed address: not in the reserved domain, to which the marks of erased data belong.
 */
export const isReachable = (address: string): boolean => !address.endsWith('.invalid');
/** Whether letters may be sent to an address. */
export const isDeliverable = (address: string): boolean => EMAIL.test(address) && isReachable(address);

/** Whatever is published: only the part before «@» of an address, which a participant may have given as a nickname. */
export const withoutAddresses = (text: string): string =>
  text.includes('@') ? text.replace(/[^\s,;<>()]+/g, withoutDomain) : text;

function withoutDomain(word: string): string {
  const [name = '', ...domains] = word.split('@');
  // «@nick.name» is no address.
  const isAddress = domains.some((one) => one.includes('.')) && (name !== '' || domains.length > 1);
  return isAddress ? `${name}@…` : word;
}
