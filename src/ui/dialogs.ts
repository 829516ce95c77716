// The dialogs: what actions found, as HTML for a person.
import { formatNumber, plural } from '../rules/text.js';
import type { DeadlineLine, LetterLine } from '../run/actions.js';
import type { FutureChange } from '../run/changes.js';
import type { Explanation } from '../run/explain.js';
import { documentOf, html, type Html, status, type Table, table } from './html.js';

/** At most so many rows of one table: a dialog is read by a person. */
const SHOWN = 300;

const cellText = (value: string | number | boolean): string => {
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return value ? 'да' : 'нет';
  return value === '' ? '—' : value;
};

/** `ofOne`, `ofMany`: what there are more of, as it stands after «из 301» and «из 302». */
const rest = (count: number, ofOne = 'строки', ofMany = 'строк'): Html =>
  count > SHOWN
    ? html`<p class="quiet">Показаны первые ${SHOWN} из ${count} ${plural(count, ofOne, ofMany, ofMany)}.</p>`
    : html``;

/** What the house heads its columns of listed words with. */
const STATUSES = ['Статус', 'Состояние'];
const toned = (header: string, text: string): string | Html =>
  STATUSES.includes(header) ? status(text) : text;

/** What a figure is made of; the column «Где» only if any line has a place. */
function accounted({ lines }: Explanation): Table {
  const placed = lines.some(({ tab }) => tab !== undefined);
  return {
    headers: placed ? ['Что учтено', 'Где'] : ['Что учтено'],
    rows: lines.slice(0, SHOWN).map(({ text, tab, row }) => {
      const place = tab === undefined ? '' : `${tab}${row === undefined ? '' : `, строка ${row}`}`;
      return placed ? [text, place] : [text];
    }),
  };
}

export function explanationDialog(one: Explanation): string {
  return documentOf(
    'Почему такая цифра?',
    html`<p class="quiet">${one.tab}, строка ${one.row}, «${one.column}»</p>
      <p class="figure">${cellText(one.value)}</p>
      <p>${one.rule}</p>
      <p class="quiet">Основание: ${one.clause}</p>
      ${one.sum === undefined ? html`` : html`<p class="sum">${one.sum}</p>`}
      ${one.lines.length === 0 ? html`` : table(accounted(one))} ${rest(one.lines.length)}`,
    'dialog',
  );
}

export function changesDialog(
  message: string,
  changes: readonly FutureChange[],
  totals: readonly {
    readonly tab: string;
    readonly column: string;
    readonly before: number;
    readonly after: number;
    readonly difference: number;
  }[],
): string {
  const tabs = [...new Set(changes.map((change) => change.tab))];
  return documentOf(
    'Что изменится?',
    html`<p class="figure">${message}</p>
      ${
        totals.length === 0
          ? html``
          : html`<h2>Итоги по изменённым ячейкам</h2>
              ${table({
                headers: ['Вкладка', 'Столбец', 'Было', 'Станет', 'Разница'],
                numeric: [2, 3, 4],
                rows: totals.map((sum) => [
                  sum.tab,
                  sum.column,
                  formatNumber(sum.before),
                  formatNumber(sum.after),
                  formatNumber(sum.difference),
                ]),
              })}`
      }
      ${tabs.map((tab) => {
        const own = changes.filter((change) => change.tab === tab);
        return html`<h2>${tab}: ${own.length} ${plural(own.length, 'ячейка', 'ячейки', 'ячеек')}</h2>
          ${table({
            headers: ['Строка', 'О чём', 'Столбец', 'Было', 'Станет'],
            numeric: [0],
            rows: own
              .slice(0, SHOWN)
              .map((change) => [
                String(change.row),
                cellText(change.subject),
                change.column,
                toned(change.column, cellText(change.before)),
                toned(change.column, cellText(change.after)),
              ]),
          })}
          ${rest(own.length)}`;
      })}`,
    'dialog',
  );
}

export const deadlinesDialog = (lines: readonly DeadlineLine[]): string =>
  documentOf(
    'Сроки на сегодня',
    lines.length === 0
      ? html`<p class="figure">На сегодня ничего срочного.</p>`
      : html`${table({
          headers: ['Срок', 'Состояние', 'Объект', 'Что', 'Ответственный', 'Примечание'],
          rows: lines
            .slice(0, SHOWN)
            .map((line) => [
              line.due,
              status(line.state),
              line.object,
              line.what,
              line.responsible,
              line.note,
            ]),
        })}
        ${rest(lines.length)}`,
    'dialog',
  );

const NEW = 'Писем с пометкой «добавит…» ещё нет на вкладке «Письма»: «Отправить письма» их не отправит.';

export const lettersDialog = (lines: readonly LetterLine[]): string =>
  documentOf(
    'Предпросмотр писем',
    lines.length === 0
      ? html`<p class="figure">Писем к отправке нет.</p>`
      : html`<p class="figure">${lines.length} ${plural(lines.length, 'письмо', 'письма', 'писем')}</p>
          ${lines.some(({ status }) => status.includes('добавит')) ? html`<p class="quiet">${NEW}</p>` : ''}
          ${lines.slice(0, SHOWN).map(
            (line) =>
              html`<h2>${line.subject}</h2>
                <p class="quiet">${line.to} · не раньше ${line.notBefore} · ${line.status}</p>
                <pre>${line.text}</pre>`,
          )}
          ${rest(lines.length, 'письма', 'писем')}`,
    'dialog',
  );

/** Any list of flat objects as a table, anything else as text. */
export function resultDialog(title: string, message: string, result: unknown): string {
  const lead = html`${message.split('\n').map((line) => html`<p>${line}</p>`)}`;
  const rows = Array.isArray(result) ? (result as readonly unknown[]).filter(isRecord) : [];
  if (rows.length === 0) return documentOf(title, lead, 'dialog');
  const headers = Object.keys(rows[0] ?? {});
  return documentOf(
    title,
    html`${lead}${table({ headers, rows: rows.slice(0, SHOWN).map((row) => headers.map((header) => toned(header, plain(row[header])))) })}${rest(rows.length)}`,
    'dialog',
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? cellText(value) : '';
