// The public page: what programmes choose to show, and nothing else of the workbook.
import type { PageModel } from '../rules/programme.js';
import { documentOf, html, link, table } from './html.js';

/** The page of one or several programmes. */
export function publicPage(pages: readonly PageModel[]): string {
  const title = pages[0]?.title ?? 'Регламент';
  if (pages.length === 0)
    return documentOf(
      title,
      html`<h1>Страница не опубликована</h1>
        <p class="quiet">У этой книги нет программы с публичной страницей.</p>`,
      'page',
    );
  return documentOf(
    title,
    html`${pages.map(
      (page) =>
        html`<h1>${page.title}</h1>
          <p class="quiet">${page.lead}</p>
          ${page.sections.map(
            (section) =>
              html`<h2>${section.title}</h2>
                ${
                  section.rows.length === 0
                    ? html`<p class="quiet">${section.empty}</p>`
                    : table({
                        headers: section.headers,
                        numeric: section.numeric ?? [],
                        cards: true,
                        rows: section.rows.map((row) =>
                          row.map((cell) => (typeof cell === 'string' ? cell : link(cell.text, cell.href))),
                        ),
                      })
                }`,
          )}`,
    )}`,
    'page',
  );
}
