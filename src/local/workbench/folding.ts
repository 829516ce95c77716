// Which texts count as the same word: those that the add-on takes for the same one (`keyOf` in
// src/rules/text.ts, which is in the bundle; a test holds the two together).

/** Invisible marks, such as those of direction, that come with pasted text. */
const HIDDEN = /[\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u206f]/g;

/** Blanks other than a single plain one. */
const BLANKS = /[\s\u200b]{2,}|[^\S ]|\u200b/g;

/** Letter case, «ё», repeated and no-break blanks do not matter. */
export const folded = (text: string): string =>
  text.normalize('NFC').replace(HIDDEN, '').replace(BLANKS, ' ').toLowerCase().replace(/ё/g, 'е');
