// HTML for dialogs and the public page: everything is escaped, only http(s) links become links.

/** Text or an attribute's value, safe inside HTML. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');

/** Ready-made HTML, to be told from text. */
export interface Html {
  readonly html: string;
}
const isHtml = (value: unknown): value is Html =>
  typeof value === 'object' && value !== null && 'html' in value;

/** Builds HTML from a template: values are escaped unless they are `Html` already. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  let out = parts[0] ?? '';
  values.forEach((value, index) => {
    if (typeof value === 'string' || typeof value === 'number') out += escapeHtml(String(value));
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
  /** Columns from 0 that hold numbers. */
  readonly numeric?: readonly number[];
}

export function table({ headers, rows, numeric = [] }: Table): Html {
  const cell = (tag: 'td' | 'th', value: string | Html, index: number): Html => {
    const inner = isHtml(value) ? value : html`${value}`;
    const attribute = numeric.includes(index) ? ' class="num"' : '';
    return { html: `<${tag}${attribute}>${inner.html}</${tag}>` };
  };
  const row = (cells: readonly (string | Html)[], tag: 'td' | 'th'): Html => ({
    html: `<tr>${cells.map((value, index) => cell(tag, value, index).html).join('')}</tr>`,
  });
  return {
    html: `<div class="scroll"><table><thead>${row(headers, 'th').html}</thead><tbody>${rows.map((cells) => row(cells, 'td').html).join('')}</tbody></table></div>`,
  };
}

const STYLE = `
:root{--ink:#1d2733;--quiet:#5f6b76;--line:#dde3e8;--head:#eef3f7;--accent:#1f5f8b;--paper:#fff}
*{box-sizing:border-box}
body{margin:0;font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif;color:var(--ink);background:var(--paper)}
main{padding:20px 24px;max-width:1100px;margin:0 auto}
h1{font-size:26px;line-height:1.25;margin:0 0 8px}
h2{font-size:18px;margin:28px 0 10px}
p{margin:0 0 10px}
.quiet{color:var(--quiet)}
.figure{font-size:24px;font-weight:600;margin:0 0 4px}
.sum{background:var(--head);border-radius:6px;padding:8px 12px;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px;margin:0 0 14px}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{padding:7px 12px;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
tbody tr:last-child td{border-bottom:0}
th{background:var(--head);font-weight:600;position:sticky;top:0}
.num{text-align:right;font-variant-numeric:tabular-nums}
a{color:var(--accent)}
pre{white-space:pre-wrap;font:inherit;background:var(--head);border-radius:6px;padding:10px 12px;margin:4px 0 14px}
.page h1{font-size:32px}
.page main{padding:32px 20px 64px}
@media (max-width:600px){.page h1{font-size:24px}main{padding:16px 14px}th,td{padding:6px 8px}}
`;

/** A whole document. */
export const documentOf = (title: string, body: Html, kind: 'dialog' | 'page'): string =>
  `<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body class="${kind}"><main>${body.html}</main></body></html>`;
