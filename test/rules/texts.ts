// Shared by properties of texts.
import fc from 'fast-check';

/** Texts of any code points. (`unit: 'binary'` of fast-check first lists them all, which takes seconds.) */
export const anyText = (lengths: { readonly minLength?: number; readonly maxLength: number }) =>
  fc.string({
    unit: fc
      .integer({ min: 0, max: 0x10_ffff })
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code)),
    ...lengths,
  });
