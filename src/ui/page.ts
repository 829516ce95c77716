// The public page: shows what programmes choose to publish and nothing else of the workbook. It accepts one
// request: its plain address.
import { withoutAddresses } from '../rules/email.js';
import type { PageModel } from '../rules/programme.js';
import type { Published } from '../run/published.js';
import type { Host } from '../sheets/ports.js';
import { documentOf, html, type Html, link, status, table, type Titled } from './html.js';

const NAME = 'Регламент';

const KEPT = 'page';
/**
 * Visitors within one minute share a cached page, so any number of them costs the owner's quota as much as
 * one.
 */
const KEPT_SECONDS = 60;

/**
 * Answers a request from anybody. Anything but a request for the plain address is refused before a cell is
 * read; on failure the page says only that it failed. `opened` is called for each visit, also of a kept page.
 */
export function servePage(
  host: Pick<Host, 'cache' | 'log'>,
  request: unknown,
  pages: () => readonly Published[],
  opened: () => void,
): Titled {
  if (!isPlain(request))
    return notice(
      'Такой страницы нет',
      'Страница открывается только по своему адресу, без путей и параметров после него.',
    );
  try {
    opened();
    const kept = host.cache.get(KEPT);
    if (kept !== null) return JSON.parse(kept) as Titled;
    const models = pages();
    const served =
      models.length === 0
        ? notice(
            'Страница пока недоступна',
            'Она ещё не опубликована или её данные сейчас исправляют. Зайдите позже.',
          )
        : publicPage(models);
    host.cache.put(KEPT, JSON.stringify(served), KEPT_SECONDS);
    return served;
  } catch (error) {
    host.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return notice('Страница сейчас недоступна', 'Зайдите позже или сообщите организатору.');
  }
}

const notice = (heading: string, text: string): Titled =>
  documentOf(
    NAME,
    html`<h1>${heading}</h1>
      <p class="quiet">${text}</p>`,
    'page',
  );

/** Parameters that mail programs, search engines and Google add to links. */
const ADDED_BY_OTHERS = /^(utm_[a-z]+|[a-z]*clid|_openstat|authuser)$/i;

function isPlain(request: unknown): boolean {
  if (typeof request !== 'object' || request === null) return true;
  const { parameter, pathInfo } = request as { readonly parameter?: unknown; readonly pathInfo?: unknown };
  const names = typeof parameter === 'object' && parameter !== null ? Object.keys(parameter) : [];
  return (pathInfo ?? '') === '' && names.every((name) => ADDED_BY_OTHERS.test(name));
}

/** The page of one or more programmes. */
function publicPage(pages: readonly Published[]): Titled {
  const title = pages[0]?.title ?? NAME;
  const cell = (one: PageModel['sections'][number]['rows'][number][number]): string | Html =>
    typeof one === 'string' ? withoutAddresses(one) : link(withoutAddresses(one.text), one.href);
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
                        rows: section.rows.map((row) =>
                          row.map((one, index) =>
                            typeof one === 'string' && section.statuses?.includes(index)
                              ? status(one, page.tones)
                              : cell(one),
                          ),
                        ),
                      })
                }`,
          )}`,
    )}`,
    'page',
  );
}
