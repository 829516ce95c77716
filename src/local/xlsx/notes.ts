// Notes of cells: the comments part and the shapes of its legacy drawing. Unchanged notes keep their XML.
import type { Note } from '../workbook/body.js';
import { cellName, columnIndex } from '../workbook/rect.js';
import { textOfItem } from './strings.js';
import {
  attributesOf,
  childOf,
  DECLARATION,
  element,
  escapeCellText,
  itemsOf,
  rootHead,
  unescapeXml,
  withAttributes,
} from './xml.js';

const VML_PREFIXES = {
  v: 'urn:schemas-microsoft-com:vml',
  o: 'urn:schemas-microsoft-com:office:office',
  x: 'urn:schemas-microsoft-com:office:excel',
};
const SHAPE_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';
const NOTE_SHAPE = /<v:shape\s(?:(?!<\/v:shape>)[\s\S])*?ObjectType="Note"[\s\S]*?<\/v:shape>/g;

export function readNotes(comments: string | null, drawing: string | null): readonly Note[] {
  if (comments === null) return [];
  const shapes = new Map<string, string>();
  for (const [shape] of (drawing ?? '').matchAll(NOTE_SHAPE)) {
    const row = /<x:Row>\s*(\d+)/.exec(shape)?.[1] ?? '';
    const column = /<x:Column>\s*(\d+)/.exec(shape)?.[1] ?? '';
    shapes.set(`${row},${column}`, shape);
  }
  const authors = itemsOf(comments, 'authors').map((xml) => unescapeXml(/>([^<]*)</.exec(xml)?.[1] ?? ''));
  return itemsOf(comments, 'commentList').map((xml) => {
    const { ref = 'A1', authorId = '0' } = attributesOf(xml);
    const [, letters = 'A', digits = '1'] = /^([A-Z]+)(\d+)/.exec(ref) ?? [];
    const row = Number(digits) - 1;
    const column = columnIndex(letters);
    const text = childOf(xml, 'text');
    return {
      row,
      column,
      text: text === undefined ? '' : textOfItem(text),
      xml,
      shape: shapes.get(`${String(row)},${String(column)}`) ?? null,
      author: authors[Number(authorId)] ?? '',
    };
  });
}

const COMMENTS_HEAD = `${DECLARATION}<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`;

/**
 * Drops a kept comment's attributes whose prefix this part does not declare: the comment came from another
 * part.
 */
const declaredIn = (head: string, xml: string): string =>
  xml.replace(/^<comment\b[^>]*>/, (tag) =>
    tag.replace(/\s([\w.-]+):[\w.-]+="[^"]*"/g, (attribute, prefix: string) =>
      head.includes(`xmlns:${prefix}=`) ? attribute : '',
    ),
  );

/** Writes the comments part; `source` is the one it replaces. */
export function writeComments(notes: readonly Note[], source: string | null): string {
  const head = source === null ? COMMENTS_HEAD : rootHead(source);
  const authors = [...new Set(notes.map(({ author }) => author))];
  const list = sorted(notes).map((note) => {
    const place = { ref: cellName(note.row, note.column), authorId: authors.indexOf(note.author) };
    if (note.xml !== null) return declaredIn(head, withAttributes(note.xml, place));
    return element('comment', place, `<text><t xml:space="preserve">${escapeCellText(note.text)}</t></text>`);
  });
  const names = authors.map((author) => `<author>${escapeCellText(author)}</author>`).join('');
  return `${head}<authors>${names}</authors><commentList>${list.join('')}</commentList></comments>`;
}

/** Writes the drawing with the notes' shapes; anything else in `source` (buttons and the like) is kept. */
export function writeNoteShapes(notes: readonly Note[], source: string | null): string {
  const rest = withPrefixes((source ?? `<xml>${SHAPE_TYPE}</xml>`).replace(NOTE_SHAPE, ''));
  const withType = rest.includes('_x0000_t202') ? rest : rest.replace(/<\/xml>\s*$/, `${SHAPE_TYPE}</xml>`);
  const shapes = sorted(notes).map((note, i) => placed(note, i));
  return withType.replace(/<\/xml>\s*$/, `${shapes.join('')}</xml>`);
}

/** Some producers declare the prefixes that these shapes need only on their own elements. */
const withPrefixes = (drawing: string): string =>
  Object.entries(VML_PREFIXES).reduce((xml, [prefix, uri]) => {
    const root = rootHead(xml);
    return root.includes(`xmlns:${prefix}=`)
      ? xml
      : xml.replace(root, () => root.replace(/>$/, ` xmlns:${prefix}="${uri}">`));
  }, drawing);

function placed(note: Note, index: number): string {
  const row = String(note.row);
  const column = String(note.column);
  if (note.shape !== null) {
    return note.shape
      .replace(/<x:Row>\s*\d+/, `<x:Row>${row}`)
      .replace(/<x:Column>\s*\d+/, `<x:Column>${column}`);
  }
  const lines = Math.min(
    20,
    note.text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 34), 1),
  );
  const anchor = [note.column + 1, 12, note.row, 4, note.column + 4, 12, note.row + lines, 4].join(', ');
  const style = 'position:absolute;margin-left:60pt;margin-top:2pt;width:200pt;visibility:hidden';
  return (
    `<v:shape id="_x0000_s${String(9000 + index)}" type="#_x0000_t202" style="${style}" fillcolor="#ffffe1" o:insetmode="auto">` +
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>' +
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>' +
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor>` +
    `<x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
  );
}

function sorted(notes: readonly Note[]): readonly Note[] {
  return [...notes].sort((a, b) => a.row - b.row || a.column - b.column);
}
