// Which texts count as the same word: those that the add-on takes for the same one (`keyOf` in
// src/rules/text.ts, which is in the bundle; a test holds the two together).

/** Invisible marks, such as those of direction, that come with pasted text. */
const HIDDEN = /[\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u206f]/g;

/** Blanks other than a single plain one. */
const BLANKS = /[\s\u200b]{2,}|[^\S ]|\u200b/g;

/** Letter case, «ё», repeated and no-break blanks do not matter. */
export const folded = (text: string): string =>
  text.normalize('NFC').replace(HIDDEN, '').replace(BLANKS, ' ').toLowerCase().replace(/ё/g, 'е');

/** The form in which headers are compared: blanks around and a trailing `*` do not matter either. */
export function keyOf(text: string): string {
  const whole = folded(text);
  let end = whole.length;
  while (whole[end - 1] === '*' || whole[end - 1] === ' ') end -= 1;
  return whole.slice(whole.startsWith(' ') ? 1 : 0, end);
}
