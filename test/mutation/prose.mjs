// What is not mutated: sentences for people. Status words, headers and names are short and are mutated.
const SENTENCE = /[а-яё]\S*\s+\S+\s+\S+/i;

/** Whether a literal contains three or more Russian words. Templates with values are always mutated. */
export const isProse = (node) =>
  (node.type === 'StringLiteral' && SENTENCE.test(node.value)) ||
  (node.type === 'TemplateLiteral' &&
    node.expressions.length === 0 &&
    SENTENCE.test(node.quasis[0].value.cooked ?? ''));
