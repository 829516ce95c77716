// HTML for dialogs and the public page: everything is escaped, and only http(s) addresses become links.
import type { Tones } from '../rules/kinds.js';
import { toneOf } from '../sheets/tones.js';

/** Escapes text for use in HTML, also in attribute values. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');

/** Text as people read it: a clause keeps its number on its line («п. 3.1»). */
const readable = (text: string): string => escapeHtml(text).replace(/п\. (?=\d)/g, 'п.\u00a0');

/** Finished HTML, as opposed to text. */
export interface Html {
  readonly html: string;
}
const isHtml = (value: unknown): value is Html =>
  typeof value === 'object' && value !== null && 'html' in value;

/** Builds HTML from a template; values are escaped unless they are `Html`. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  let out = parts[0] ?? '';
  values.forEach((value, index) => {
    if (typeof value === 'string' || typeof value === 'number') out += readable(String(value));
    else out += 'html' in value ? value.html : value.map((one) => one.html).join('');
    out += parts[index + 1] ?? '';
  });
  return { html: out };
}

/** A link when the address is http(s), plain text otherwise. */
export const link = (text: string, href: string): Html =>
  /^https?:\/\/[^\s<>"']+$/i.test(href)
    ? html`<a href="${href}" target="_blank" rel="noopener noreferrer">${text}</a>`
    : html`${text}`;

export interface Table {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly (string | Html)[])[];
  /** 0-based columns that contain numbers. */
  readonly numeric?: readonly number[] | undefined;
}

/** On narrow screens each row becomes a card with the headers as labels. */
export function table({ headers, rows, numeric = [] }: Table): Html {
  const place = (index: number): string => (numeric.includes(index) ? ' class="num"' : '');
  const head = headers.map((header, index) => `<th${place(index)}>${escapeHtml(header)}</th>`).join('');
  const cell = (value: string | Html, index: number): string =>
    `<td${place(index)}>${isHtml(value) ? value.html : cellHtml(value)}</td>`;
  const body = rows.map((cells) => `<tr>${cells.map(cell).join('')}</tr>`).join('');
  // Set once per table rather than per cell: the style sheet takes a column's label from its variable.
  const labels = headers.map((header, index) => `--c${index + 1}:${JSON.stringify(header)}`).join(';');
  return {
    html: `<div class="scroll"><table style="${escapeHtml(labels)}"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`,
  };
}

/** Colours a status word; `tones`: those of its programme. Only for columns of listed words: elsewhere the same word may be a nickname. */
export function status(word: string, tones?: Tones): string | Html {
  const tone = toneOf(word, tones);
  return tone === null ? word : html`<b class="${tone}">${word}</b>`;
}

/** Words are not broken; a list without blanks may break after commas, a hash anywhere. */
const cellHtml = (value: string): string =>
  value
    .split(/([^\s,;]{40,})/)
    .map((part, index) =>
      index % 2 === 1 ? `<i>${escapeHtml(part)}</i>` : readable(part).replace(/,(?=[^\s\d])/g, ',<wbr>'),
    )
    .join('');

/** Cards label at most this many columns. */
const LABELLED = 12;
const LABELS = Array.from(
  { length: LABELLED },
  (_, index) => `td:nth-child(${index + 1})::before{content:var(--c${index + 1})' ';color:var(--quiet)}`,
).join('\n');

const STYLE = `
:root{--ink:#1d2733;--quiet:#64717e;--line:#e2e7ec;--head:#f3f6f9;--accent:#1f5f8b}
*{box-sizing:border-box}
body{margin:0;font:14px/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;color:var(--ink);background:#fff}
main{padding:18px 24px 24px;max-width:1080px;margin:0 auto}
h1{font-size:22px;line-height:1.2;margin:0 0 6px}
h2{font-size:16px;margin:24px 0 8px}
p{margin:0 0 10px}
.quiet{color:var(--quiet)}
.figure{font-size:20px;font-weight:600;margin:0 0 6px}
.sum{background:var(--head);border-radius:8px;padding:9px 14px;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:10px;margin:0 0 14px;background:#fff}
table{border-collapse:collapse;width:100%}
th,td{padding:8px 11px;text-align:left;border-bottom:1px solid var(--line);vertical-align:top;min-width:84px}
th{background:var(--head);color:var(--quiet);font-weight:600;font-size:13px}
tbody tr:last-child td{border-bottom:0}
.num{width:1%;min-width:0;text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
td b{display:inline-block;margin:-1px -8px;padding:1px 9px;border-radius:11px;font-weight:400;white-space:nowrap}
td i{font-style:normal;overflow-wrap:anywhere}
.good{background:#ddf3e4;color:#17613a}
.bad{background:#fbdedc;color:#9c1c14}
.warn{background:#fff0cc;color:#7a5200}
.busy{background:#dce9f9;color:#174a84}
b.quiet{background:#eceef0}
a{color:var(--accent)}
pre{white-space:pre-wrap;font:inherit;background:var(--head);border-radius:8px;padding:12px 14px;margin:4px 0 14px}
.page{background:var(--head);font-size:15px;border-top:5px solid var(--accent)}
.page main{padding:44px 20px 72px}
.page h1{font-size:34px;letter-spacing:-.01em}
.page h2{font-size:20px;margin:36px 0 12px}
.page .scroll{border-radius:14px;box-shadow:0 1px 3px #14233214}
.page th{background:#fafbfc}
.page .num:last-child{font-weight:600}
@media (max-width:600px){
.page main{padding:20px 16px 40px}
.page h1{font-size:25px}
thead{display:none}
tr{display:flex;flex-wrap:wrap;gap:2px 14px;padding:11px 14px;border-bottom:1px solid var(--line)}
tr:last-child{border:0}
tr td{border:0;padding:0;min-width:0;flex-basis:100%}
td:empty{display:none}
td.num{flex-basis:auto;width:auto;white-space:normal}
${LABELS}
td:first-child,td:first-child.num+td{flex-basis:calc(100% - 36px);font-weight:600}
td:first-child.num{flex-basis:22px;color:var(--quiet);text-align:left}
td:first-child::before,td:first-child.num+td::before{content:none}
td.num:last-child{margin-left:auto}
tr td b{margin:0}
}
`;

/** A whole document and the title of its window. */
export interface Titled extends Html {
  readonly title: string;
}

export const documentOf = (title: string, body: Html, kind: 'dialog' | 'page' = 'dialog'): Titled => ({
  title,
  html: `<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body class="${kind}"><main>${body.html}</main></body></html>`,
});
