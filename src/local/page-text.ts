// The text of a page for a terminal: its headings, paragraphs and list items, without tags.

const BLOCK = /<(h[1-6]|p|li)\b[^>]*>([^]*?)<\/\1>/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** A blank line stands before each heading. */
export function textOfPage(html: string): string {
  const blocks = [...html.matchAll(BLOCK)].map(([, tag = '', inner = '']) => {
    const text = inner
      .replace(/<[^>]*>/g, '')
      .replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity)
      .replace(/\s+/g, ' ')
      .trim();
    if (tag === 'li') return `- ${text}`;
    return tag === 'p' ? text : `\n${text}`;
  });
  return blocks.join('\n').trim();
}
