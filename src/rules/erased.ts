// The marks that stand in place of erased personal data.
import { shortHash } from './hash.js';

const ERASED_TEXT = /^удалено-[0-9a-f]+$/;
const ERASED = /^удалено-[0-9a-f]+@удалено\.invalid$/;

/** The text that replaces personal data: one mark for all rows of a person. */
export const erasedText = (mark: string): string => `удалено-${mark}`;
export const erasedEmail = (mark: string): string => `удалено-${mark}@удалено.invalid`;
/**
 * The text that replaces a nickname: a mark of the nickname itself, in any letter case, so that it stays
 * taken after its holder is erased.
 */
export const erasedNickname = (nickname: string): string => erasedText(shortHash(nickname));
/** Whether an address is such a mark, to which nothing is ever sent. */
export const isErased = (address: string): boolean => ERASED.test(address);
/** What an address was before it was erased, as a hash (`addressHash`); '' if it is no such mark. */
export const hashIn = (address: string): string => /^удалено-([0-9a-f]+)@/.exec(address)?.[1] ?? '';
/** Whether a text is the mark of an erased one. */
export const isErasedText = (text: string): boolean => ERASED_TEXT.test(text);
