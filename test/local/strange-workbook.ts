// A handwritten workbook with what libraries tend to lose: 1904 dates, odd part names, rich text, shared
// formulas, named styles, row and column formats, extension lists, a chart, a picture, custom document
// properties.
import { packed } from './support.js';

const MAIN =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const relationships = (...list: readonly (readonly [string, string, string])[]): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheetA.xml" ContentType="${SHEET}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET}.styles+xml"/><Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>`,
  '_rels/.rels': relationships(
    ['rId1', 'officeDocument', 'xl/workbook.xml'],
    ['rId4', 'custom-properties', 'docProps/custom.xml'],
  ),
  'docProps/custom.xml': `<?xml version="1.0"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Отдел"><vt:lpwstr>Продажи</vt:lpwstr></property></Properties>`,
  'xl/workbook.xml': `<?xml version="1.0"?><workbook ${MAIN}><workbookPr date1904="1"/><bookViews><workbookView activeTab="1"/></bookViews><sheets><sheet name="Б" sheetId="17" r:id="rId2"/><sheet name="А" sheetId="5" state="hidden" r:id="rId1"/></sheets><definedNames><definedName name="Имя">Б!$A$1</definedName></definedNames><calcPr calcId="191029"/></workbook>`,
  'xl/_rels/workbook.xml.rels': relationships(
    ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
    ['rId2', 'worksheet', '/xl/worksheets/sheetA.xml'],
    ['rId3', 'styles', 'styles.xml'],
    ['rId9', 'theme', 'theme/theme1.xml'],
  ),
  'xl/theme/theme1.xml': '<theme/>',
  'xl/styles.xml': `<?xml version="1.0"?><styleSheet ${MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="2"><xf/><xf fontId="1"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="1"/></cellXfs><cellStyles count="2"><cellStyle name="Normal" xfId="0" builtinId="0"/><cellStyle name="Мой стиль" xfId="1"/></cellStyles><dxfs count="0"/></styleSheet>`,
  'xl/worksheets/sheetA.xml': `<?xml version="1.0"?><worksheet ${MAIN}><sheetFormatPr defaultColWidth="20" defaultRowHeight="21" customHeight="1"/><cols><col min="1" max="3" width="33" style="1" customWidth="1"/><col min="4" max="16384" width="11" style="2"/></cols><sheetData><row r="1" s="2" customFormat="1"><c r="A1" s="2" t="inlineStr"><is><r><rPr><b/></rPr><t xml:space="preserve">Жирный </t></r><r><t>текст</t></r></is></c><c r="B1"><v>100.5</v></c></row><row r="2"><c r="A2" t="str"><f>"a"&amp;B1</f><v>a100.5</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C2" s="1"><f>TODAY()</f><v>41000</v></c><c r="D2"><f t="shared" ref="D2:D4" si="0">B2+$B$1</f><v>8</v></c></row><row r="3"><c r="C3" s="1"><v>41000.5</v></c><c r="D3"><f t="shared" si="0"/><v>9</v></c></row><row r="4"><c r="D4"><f t="shared" si="0"/><v>10</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="F1:G2"/></mergeCells><conditionalFormatting sqref="A1:A9"><cfRule type="timePeriod" priority="1" timePeriod="today"><formula>A1=1</formula></cfRule><cfRule type="top10" priority="2" rank="3" percent="1"/></conditionalFormatting><dataValidations count="1"><dataValidation type="list" showDropDown="1" imeMode="on" sqref="A2:A10 C2:C10"><formula1>"да,нет"</formula1></dataValidation></dataValidations><drawing r:id="rId1"/><extLst><ext uri="{x}"><foo/></ext></extLst></worksheet>`,
  'xl/worksheets/_rels/sheetA.xml.rels': relationships(['rId1', 'drawing', '../drawings/drawing1.xml']),
  'xl/drawings/drawing1.xml': '<wsDr/>',
  'xl/drawings/_rels/drawing1.xml.rels': relationships(
    ['rId1', 'chart', '../charts/chart1.xml'],
    ['rId2', 'image', '../media/image1.png'],
  ),
  'xl/charts/chart1.xml': '<chartSpace/>',
  'xl/media/image1.png': 'PNG',
  'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet ${MAIN}><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`,
};

export const strangeWorkbook = (): Uint8Array => packed(PARTS);
