// Dialogs: HTML for what actions found.
import { groupBy } from '../rules/collections.js';
import { agree, count, formatNumber } from '../rules/text.js';
import type { FutureChange, FutureTotal } from '../run/changes.js';
import type { DeadlineLine } from '../run/deadlines.js';
import type { Explanation } from '../run/explain.js';
import type { LetterLine, LetterPreview } from '../run/preview.js';
import type { ColumnTones } from '../sheets/tones.js';
import { documentOf, html, type Html, status, type Table, table, type Titled } from './html.js';

/** Tables longer than this are cut: a dialog is for reading. */
const SHOWN = 300;

const shownText = (value: string | number | boolean, figure: Figure = formatNumber): string => {
  if (typeof value === 'number') return figure(value);
  if (typeof value === 'boolean') return value ? 'да' : 'нет';
  return value === '' ? '—' : value;
};

type Figure = (n: number) => string;
const hundredths: Figure = (n) => {
  const [whole = '', fraction = ''] = formatNumber(n).split(',');
  return `${whole},${fraction.padEnd(2, '0')}`;
};
const isBroken = (value: unknown): boolean => typeof value === 'number' && !Number.isInteger(value);
/** Figures of one column get the same number of decimals: «1 823 016,00» below «1 462 022,50». */
const figureOf = (values: readonly unknown[]): Figure => (values.some(isBroken) ? hundredths : formatNumber);
const areNumbers = (values: readonly unknown[]): boolean =>
  values.every((value) => typeof value === 'number' || value === '') && values.some((value) => value !== '');

/** The line below a cut list. `ofOne`, `ofMany`: the word for its entries after «из 301» and after «из 302». */
const rest = (entries: number, ofOne = 'строки', ofMany = 'строк'): Html | string =>
  entries > SHOWN
    ? html`<p class="quiet">Показаны первые ${SHOWN} из ${entries} ${agree(entries, ofOne, ofMany)}.</p>`
    : '';

/** A table of the first entries of a list, with the number of all if there are more. */
const listed = <T>(
  entries: readonly T[],
  cells: (entry: T) => Table['rows'][number],
  headers: readonly string[],
  numeric?: readonly number[],
): Html =>
  html`${table({ headers, numeric, rows: entries.slice(0, SHOWN).map(cells) })} ${rest(entries.length)}`;

/** A word of a column of listed words in its colour. `tones`: those of each such column, by header. */
const toned = (header: string, text: string, tones: ColumnTones): string | Html =>
  tones[header] ? status(text, tones[header]) : text;

const placeOf = (tab: string | undefined, row: number | null | undefined): string =>
  `${tab ?? ''}${row ? `, строка ${row}` : ''}`;

/** The components of a figure; the column «Где» is shown only if a line has a source row. */
function accounted({ lines }: Explanation): Html | string {
  if (lines.length === 0) return '';
  return lines.some(({ tab }) => tab !== undefined)
    ? listed(lines, ({ text, tab, row }) => [text, placeOf(tab, row)], ['Что учтено', 'Где'])
    : listed(lines, ({ text }) => [text], ['Что учтено']);
}

export function explanationDialog(one: Explanation): Titled {
  return documentOf(
    'Почему такая цифра?',
    html`<p class="quiet">${one.tab}, строка ${one.row}, «${one.column}»</p>
      <p class="figure">${shownText(one.value)}</p>
      <p>${one.rule}</p>
      <p class="quiet">Основание: ${one.clause}</p>
      ${one.sum === undefined ? '' : html`<p class="sum">${one.sum}</p>`} ${accounted(one)}`,
  );
}

export function changesDialog(
  message: string,
  changes: readonly FutureChange[],
  totals: readonly FutureTotal[],
  tones: ColumnTones,
  aged: number,
): Titled {
  const tabs = [...new Set(changes.map((change) => change.tab))];
  return documentOf(
    'Что изменится?',
    html`<p class="figure">${message}</p>
      ${
        totals.length === 0
          ? ''
          : html`<h2>Итоги по изменённым ячейкам</h2>
              ${table({
                headers: ['Вкладка', 'Столбец', 'Было', 'Станет', 'Разница'],
                numeric: [2, 3, 4],
                rows: totals.map(({ tab, column, before, after, difference }) => {
                  const sums = [before, after, difference];
                  return [tab, column, ...sums.map(figureOf(sums))];
                }),
              })}`
      }
      ${tabs.map((tab) => {
        const own = changes.filter((change) => change.tab === tab);
        const broken = new Set(
          own.filter((one) => isBroken(one.before) || isBroken(one.after)).map((one) => one.column),
        );
        const isFigures = own.every((one) => areNumbers([one.before, one.after]));
        const cells = ({ row, subject, column, before, after }: FutureChange): Table['rows'][number] => {
          const figure = broken.has(column) ? hundredths : formatNumber;
          const shown = [before, after].map((value) => toned(column, shownText(value, figure), tones));
          return [String(row), subject, column, ...shown];
        };
        const headers = ['Строка', 'О чём', 'Столбец', 'Было', 'Станет'];
        return html`<h2>${tab}: ${count(own.length, 'ячейка', 'ячейки', 'ячеек')}</h2>
          ${listed(own, cells, headers, isFigures ? [0, 3, 4] : [0])}`;
      })}
      ${
        aged === 0
          ? ''
          : html`<p class="quiet">
              Сроки: у ${count(aged, 'строки', 'строк', 'строк')} изменится только число оставшихся дней.
            </p>`
      }`,
  );
}

export const deadlinesDialog = (lines: readonly DeadlineLine[]): Titled =>
  documentOf(
    'Сроки на сегодня',
    lines.length === 0
      ? html`<p class="figure">На сегодня ничего срочного.</p>`
      : listed(
          lines,
          (line) => [
            line.due,
            status(line.state),
            line.object,
            line.what,
            line.responsible,
            line.note,
            placeOf(line.tab, line.row),
          ],
          ['Срок', 'Состояние', 'Объект', 'Что', 'Ответственный', 'Примечание', 'Где'],
        ),
  );

const NEW =
  'Писем с пометкой «добавит…» на вкладке «Письма» ещё нет: «добавит пересчёт» — выберите «Пересчитать», «добавит ежедневный запуск» — появятся сами, если включено «Автоматически каждый день».';

const isFresh = ({ status }: LetterLine): boolean => status.includes('добавит');

const momentOf = ({ notBefore }: LetterLine): string =>
  notBefore === '' ? 'сразу' : `не раньше ${notBefore}`;

/** «15 писем: 7 уйдут по «Отправить письма», 8 ждут своего времени» */
function countsOf({ lines, going, later }: LetterPreview): string {
  const fresh = lines.filter(isFresh).length;
  const parts: string[] = [];
  if (going > 0) parts.push(`${going} ${agree(going, 'уйдёт', 'уйдут')} по «Отправить письма»`);
  if (later > 0) parts.push(`${later} ${agree(later, 'ждёт', 'ждут')} своего времени`);
  if (fresh > 0) parts.push(`${fresh} ещё не ${agree(fresh, 'создано', 'созданы')}`);
  const all = count(lines.length, 'письмо', 'письма', 'писем');
  return parts.length === 0 ? all : `${all}: ${parts.join(', ')}`;
}

/** How many letters of each kind and status there are, and when. */
function summaryOf({ lines, kinds }: LetterPreview): Table {
  const groups = groupBy(lines.keys(), (index) => `${kinds[index]}\n${lines[index]?.status}`);
  return {
    headers: ['Писем', 'Тема', 'Когда', 'Статус'],
    numeric: [0],
    rows: [...groups.values()].map((group) => {
      const own = group.flatMap((index) => lines[index] ?? []);
      const [first = '', ...later] = new Set(own.map(({ notBefore }) => notBefore || 'сразу'));
      const when = [first, ...later.slice(-1)].join(' — ');
      const { subject = '', status: word = '' } = own[0] ?? {};
      const isOne = own.every((line) => line.subject === subject);
      return [String(own.length), isOne ? subject : `${subject} (и другие)`, when, status(word)];
    }),
  };
}

export function lettersDialog(preview: LetterPreview): Titled {
  const { lines } = preview;
  return documentOf(
    'Предпросмотр писем',
    lines.length === 0
      ? html`<p class="figure">Писем к отправке нет.</p>`
      : html`<p class="figure">${countsOf(preview)}</p>
          ${lines.some(isFresh) ? html`<p class="quiet">${NEW}</p>` : ''} ${table(summaryOf(preview))}
          ${lines.slice(0, SHOWN).map(
            (line) =>
              html`<h2>${line.subject}</h2>
                <p class="quiet">${line.to} · ${momentOf(line)} · ${line.status}</p>
                <pre>${line.text}</pre>`,
          )}
          ${rest(lines.length, 'письма', 'писем')}`,
  );
}

/** A list of flat objects as a table, anything else as text. */
export function resultDialog(
  title: string,
  message: string,
  result: unknown,
  tones: ColumnTones = {},
): Titled {
  const lead = html`${message.split('\n').map((line) => html`<p>${line}</p>`)}`;
  const rows = Array.isArray(result) ? (result as readonly unknown[]).filter(isRecord) : [];
  if (rows.length === 0) return documentOf(title, lead);
  const columns = Object.keys(rows[0] ?? {}).map((header) => {
    const values = rows.map((row) => row[header]);
    return { header, figure: figureOf(values), numeric: areNumbers(values) };
  });
  const found = listed(
    rows,
    (row) => columns.map(({ header, figure }) => toned(header, plain(row[header], figure), tones)),
    columns.map(({ header }) => header),
    columns.flatMap(({ numeric }, index) => (numeric ? [index] : [])),
  );
  return documentOf(title, html`${lead}${found}`);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const plain = (value: unknown, figure: Figure): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? shownText(value, figure)
    : '';
