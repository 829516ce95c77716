// What a mutant may not touch: sentences for people. Status words, headers and names are short, and stay in.
const SENTENCE = /[а-яё]\S*\s+\S+\s+\S+/i;

/** A literal of three words or more in Russian. Templates with values in them are always mutated. */
export const isProse = (node) =>
  (node.type === 'StringLiteral' && SENTENCE.test(node.value)) ||
  (node.type === 'TemplateLiteral' &&
    node.expressions.length === 0 &&
    SENTENCE.test(node.quasis[0].value.cooked ?? ''));
