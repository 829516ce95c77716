// Letters end to end (spec 00, «Letters»): from the rules through «Письма» to the mail service, in both
// modes, within the quota.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Faults, type WorkbookModel, writeLetters } from '../../src/local/host.js';
import { messageOf } from './failures.js';
import { cloneOf, connected, counted, countOf, open, READ, WRITE } from './open.js';
import { people } from './samples.js';
import { columnOf, errors, put, serial, table, type } from './tables.js';
import { temporaryFolder } from '../temporary.js';
import { begun, drafted, emails, mailed, MORNING, statuses, to } from './mailing.js';

test.each([
  ['Письма', 'Отправить не раньше'],
  ['Письма', 'Программа'],
  ['Настройки', 'Значение'],
])('a lost header of «%s», «%s»: no letter goes out too early until it is back', (title, header) => {
  const book = begun('авто');
  open(book, { now: MORNING }).run('recompute');
  const at = columnOf(book, title, header);
  book.set(title, 0, at, 'Что-то своё');
  for (const name of ['tick', 'send']) {
    const opened = open(book, { now: MORNING });
    expect(messageOf(() => opened.call(name))).toMatch(
      new RegExp(`^Вкладка «${title}»: заголовок потерян .*«${header}»`),
    );
    expect(to(opened)).toEqual([]);
  }
  book.set(title, 0, at, header);
  expect(mailed(book, MORNING, 'tick')).toEqual(emails(10));
});

test('a row without a key is a line in «Ошибки»; a note beside the letters is none', () => {
  const book = cloneOf(drafted);
  const [header = []] = book.values('Письма');
  book.set('Письма', 0, header.length, 'Моё');
  book.set('Письма', 12, header.length, 'заметка');
  type(book, 'Письма', [{ Кому: 'boss@example.com', Тема: 'Т', Текст: 'т', Статус: 'в очереди' }]);
  const opened = open(book, { now: MORNING });
  opened.run('recompute');
  expect(errors(book).filter((line) => line.startsWith('Письма'))).toEqual([
    'Письма!14[Ключ] у письма нет ключа: оно не уйдёт',
  ]);
  opened.run('send');
  expect(to(opened)).toEqual(emails(10));
});

test('a template with a damaged placeholder does not go out', () => {
  const book = begun();
  const row = book.values('Шаблоны писем').findIndex((cells) => cells.includes('marathon.registered'));
  put(book, 'Шаблоны писем', row, 'Текст', 'Здравствуйте, {{ФИО}!');
  open(book, { now: MORNING }).run('recompute');
  expect(errors(book)).toEqual([
    `Шаблоны писем!${row + 1}[Текст] неизвестно, что подставить: {{ФИО}; действует встроенный текст`,
  ]);
  expect(String(table(book, 'Письма')[0]?.['Текст'])).toContain('Здравствуйте, Человек Номер-1!');
});

describe('«черновик»: letters stay in «Письма» until staff choose «Отправить письма»', () => {
  test('a recompute writes them and sends nothing, nor do the triggers', () => {
    const book = cloneOf(drafted);
    expect(statuses(book)).toEqual({ черновик: 10 });
    for (const name of ['recompute', 'tick', 'daily']) expect(mailed(book, MORNING, name)).toEqual([]);
    expect(statuses(book)).toEqual({ черновик: 10 });
    expect(open(book, { now: MORNING }).run('tick').message).toBe('Писем к отправке нет, в черновиках: 10.');
  });

  test('a row contains the letter; its key begins with the code, with a hash instead of the address', () => {
    const [row] = table(drafted, 'Письма');
    expect(row).toMatchObject({
      Ключ: expect.stringMatching(
        /^marathon\.registered\/\/[0-9a-f]{16}\/\?who=[0-9a-f]{4}&memo=1:[0-9a-z]+&text=[0-9a-f]{8}&seen$/,
      ) as unknown,
      Программа: 'Марафон',
      Кому: 'person1@example.com',
      Копия: null,
      Тема: 'Вы участник марафона «Эксперт в PROдажах»',
      Статус: 'черновик',
      Отправлено: null,
      Попыток: 0,
      Причина: null,
    });
    expect(Number(row?.['Создано'])).toBeCloseTo(serial('2023-09-10 08:00'), 3);
    expect(String(row?.['Текст'])).toContain('Здравствуйте, Человек Номер-1!');
    expect(String(row?.['Текст'])).not.toContain('{{');
  });

  test('the menu item sends each once; chosen again it sends none', () => {
    const book = cloneOf(drafted);
    const opened = open(book, { now: MORNING });
    const report = opened.run('send');
    expect(report).toMatchObject({
      message: 'Отправлено 10 писем.',
      letters: { queued: 0, sent: 10, failed: 0 },
    });
    expect(to(opened)).toEqual(emails(10));
    const rows = table(book, 'Письма');
    expect(rows.every((row) => row['Статус'] === 'отправлено' && row['Попыток'] === 1)).toBe(true);
    expect(Number(rows[0]?.['Отправлено'])).toBeCloseTo(serial('2023-09-10 08:00'), 3);
    expect(opened.run('send').message).toBe('Писем к отправке нет.');
    expect(mailed(book, '2023-09-10T20:00:00+03:00', 'daily')).toEqual([]);
    expect(mailed(book, '2023-09-10T20:00:00+03:00', 'send')).toEqual([]);
  });

  test('those whose time has not come wait in the queue, and staff are told until when', () => {
    const book = cloneOf(drafted);
    for (let row = 1; row <= 10; row += 1)
      put(book, 'Письма', row, 'Отправить не раньше', serial(`2023-09-${10 + row} 10:00`));
    const send = (now: string): unknown => open(book, { now }).run('send').message;
    expect(send(MORNING)).toBe(
      'Сейчас отправлять нечего; ждут своего времени: 10, ближайшее 11.09.2023 10:00.',
    );
    expect(statuses(book)).toEqual({ 'в очереди': 10 });
    expect(send('2023-09-12T10:00:00+03:00')).toBe(
      'Отправлено 2 письма; ждут своего времени: 8, ближайшее 13.09.2023 10:00.',
    );
  });

  test('a reminder drafted days ago is cancelled once needless, and a draft again when its occasion returns', () => {
    const book = connected('resellers');
    const company = {
      Компания: 'Ромашка',
      Email: 'r@example.com',
      'Дата регистрации': serial('2023-02-10'),
      'Заявленный уровень': 'Primary Reseller',
    };
    type(book, 'Реселлеры', [company]);
    const after = (day: string, renewedTo: number | null): Readonly<Record<string, number>> => {
      put(book, 'Реселлеры', 1, 'Продлено по год', renewedTo);
      put(book, 'Реселлеры', 1, 'Согласовано', true);
      open(book, { now: `${day}T08:00:00+06:00` }).run('recompute');
      return statuses(book);
    };
    expect(after('2023-11-01', null)).toEqual({ черновик: 1 });
    expect(after('2023-11-04', null)).toEqual({ черновик: 1 });
    expect(after('2023-11-05', 2024)).toEqual({ отменено: 1 });
    expect(after('2023-11-08', null)).toEqual({ черновик: 1 });
  });

  test('a letter that staff cancelled is not sent; one that they edited is sent as edited', () => {
    const book = cloneOf(drafted);
    book.set('Письма', 1, 8, 'отменено');
    book.set('Письма', 2, 4, 'Моя тема');
    book.set('Письма', 2, 5, 'Мой текст');
    const opened = open(book, { now: MORNING });
    opened.call('send');
    expect(to(opened)).toEqual(emails(9, 2));
    expect(opened.host.mails[0]).toMatchObject({ subject: 'Моя тема', body: 'Мой текст' });
    expect(statuses(book)).toEqual({ отменено: 1, отправлено: 9 });
  });

  test('each becomes one .eml with its recipient, subject and text', async () => {
    const opened = open(cloneOf(drafted), { now: MORNING });
    opened.call('send');
    const folder = temporaryFolder();
    await writeLetters(opened.host.mails, folder);
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(files).toHaveLength(10);
    const first = files.find((text) => text.includes('To: person1@example.com')) ?? '';
    const subject = Buffer.from(
      (/^Subject: ((?:.|\r\n )*)/m.exec(first)?.[1] ?? '').replace(/=\?UTF-8\?B\?|\?=\s*/g, ''),
      'base64',
    ).toString();
    expect(subject).toBe('Вы участник марафона «Эксперт в PROдажах»');
    expect(Buffer.from(first.split('\r\n\r\n')[1] ?? '', 'base64').toString()).toContain(
      'Здравствуйте, Человек Номер-1!',
    );
    expect(first).toMatch(/^Reply-To: partner@pro32\.com\r$/m);
    expect(first).not.toMatch(/^Bcc:/m);
  });
});

describe('the daily run', () => {
  const actions = (book: WorkbookModel): unknown[] => table(book, 'Журнал').map((row) => row['Действие']);

  test('that can send nothing says in «Журнал» that letters are left; the five-minute runs after it do not', () => {
    const book = begun('авто');
    expect(mailed(book, MORNING, 'daily', { quota: 0 })).toEqual([]);
    expect(mailed(book, '2023-09-10T08:05:00+03:00', 'tick', { quota: 0 })).toEqual([]);
    expect(actions(book).slice(-2)).toEqual(['Ежедневный запуск', 'Ежедневный запуск: письма']);
    expect(table(book, 'Журнал').at(-1)?.['Итог']).toBe(
      'отправлено 0 писем, осталось в очереди 10 (дневной лимит писем исчерпан; уйдут при запуске после обновления лимита, обычно в течение суток)',
    );
  });

  test('is not repeated when only its letters are left', () => {
    const book = begun('авто');
    let writes = 0;
    // The recompute is the first write, the marks of letters are the second.
    const fail: Faults['fail'] = ({ method }) =>
      method === WRITE && (writes += 1) > 1 ? { code: 503 } : null;
    const run = open(book, { now: MORNING, faults: { fail } });
    expect(messageOf(() => run.call('daily'))).toMatch(/^Google не отвечает \(Таблицы, запись\)/);
    expect(mailed(book, '2023-09-10T08:05:00+03:00', 'tick')).toEqual(emails(10));
    expect(actions(book).slice(-2)).toEqual(['Ежедневный запуск', 'Пятиминутный запуск']);
  });
});

describe('the quota', () => {
  test('of 3 for 10 letters: three are sent, the rest the next day', () => {
    const book = cloneOf(drafted);
    const opened = open(book, { now: MORNING, quota: 3 });
    expect(opened.run('send')).toMatchObject({
      message:
        'Отправлено 3 письма, осталось в очереди 7 (дневной лимит писем исчерпан; уйдут при запуске после обновления лимита, обычно в течение суток).',
      letters: { queued: 7, sent: 3, failed: 0 },
    });
    expect(statuses(book)).toEqual({ отправлено: 3, 'в очереди': 7 });
    expect(mailed(book, '2023-09-10T08:05:00+03:00', 'tick', { quota: 0 })).toEqual([]);
    expect(mailed(book, '2023-09-11T08:00:00+03:00', 'daily')).toEqual(emails(7, 4));
    expect(statuses(book)).toEqual({ отправлено: 10 });
  });

  test('of a hundred is used up within the limits of the Sheets API', () => {
    const book = counted();
    const opened = open(book, { quota: 100 });
    const from = opened.host.clock.now();
    expect(opened.run('send').letters).toEqual({ queued: 38, sent: 100, failed: 0 });
    expect(opened.host.clock.now() - from).toBeLessThan(60_000);
    const calls = countOf(opened.records);
    expect(calls[READ]).toBeLessThan(30);
    expect(calls[WRITE]).toBeLessThan(30);
  });
});

describe('«авто»: letters are sent automatically', () => {
  test('the daily run recomputes and sends; a minute later it sends nothing twice', () => {
    const book = begun('авто');
    expect(mailed(book, MORNING, 'daily')).toEqual(emails(10));
    expect(mailed(book, '2023-09-10T08:01:00+03:00', 'daily')).toEqual([]);
    expect(mailed(book, '2023-09-10T08:01:30+03:00', 'recompute')).toEqual([]);
    expect(mailed(book, '2023-09-10T08:05:00+03:00', 'tick')).toEqual([]);
    expect(table(book, 'Письма')).toHaveLength(10);
  });

  test('letters due within 36 hours are queued by the daily run and sent in time by the five-minute trigger', () => {
    const book = begun('авто');
    mailed(book, MORNING, 'daily');
    expect(mailed(book, '2023-09-20T08:00:00+03:00', 'daily')).toEqual([]);
    const reminders = table(book, 'Письма').filter((row) =>
      String(row['Ключ']).startsWith('marathon.webinar/'),
    );
    expect(reminders).toHaveLength(10);
    expect(
      reminders.every(
        (row) => row['Статус'] === 'в очереди' && row['Отправить не раньше'] === serial('2023-09-20 11:00'),
      ),
    ).toBe(true);
    expect(mailed(book, '2023-09-20T10:59:00+03:00', 'tick')).toEqual([]);
    expect(mailed(book, '2023-09-20T11:00:00+03:00', 'tick')).toEqual(emails(10));
    expect(mailed(book, '2023-09-20T11:05:00+03:00', 'tick')).toEqual([]);
    expect(mailed(book, '2023-09-21T08:00:00+03:00', 'daily')).toEqual([]);
  });

  test('a reminder whose occasion is gone is cancelled before it is sent, and restored when the occasion returns', () => {
    const book = begun('авто');
    mailed(book, MORNING, 'daily');
    mailed(book, '2023-09-20T08:00:00+03:00', 'daily');
    book.set('Блоки', 1, 3, serial('2023-09-25 11:00'));
    open(book, { now: '2023-09-20T09:00:00+03:00' }).run('recompute');
    const reminder = (): unknown =>
      table(book, 'Письма')
        .filter((row) => String(row['Ключ']).startsWith('marathon.webinar/'))
        .map((row) => row['Статус'])[0];
    expect(reminder()).toBe('отменено');
    book.set('Блоки', 1, 3, serial('2023-09-21 11:00'));
    open(book, { now: '2023-09-20T09:30:00+03:00' }).run('recompute');
    expect(reminder()).toBe('в очереди');
  });

  test('a letter that waited past its end is cancelled, not sent', () => {
    const book = begun('авто');
    mailed(book, MORNING, 'daily');
    mailed(book, '2023-09-20T08:00:00+03:00', 'daily');
    expect(mailed(book, '2023-09-21T11:00:00+03:00', 'tick')).toEqual([]);
    expect(statuses(book)).toEqual({ отправлено: 10, отменено: 10 });
  });
});

test('«Предпросмотр писем» distinguishes existing letters from new ones, even with staff’s notes below them', () => {
  const book = cloneOf(drafted);
  // A note in a column of staff's own, far below the letters.
  book.set('Письма', 40, 15, 'проверить в понедельник');
  type(book, 'Регистрации', people(11).slice(10));
  // A day and an hour before block 1 begins its reminder becomes due; only the daily run queues it.
  const lines = open(book, { now: '2023-09-20T10:00:00+03:00' }).call('previewLetters') as readonly Readonly<
    Record<string, string>
  >[];
  const counts: Record<string, number> = {};
  for (const { status = '' } of lines) counts[status] = (counts[status] ?? 0) + 1;
  expect(counts).toEqual({
    черновик: 10,
    'черновик, добавит пересчёт': 1,
    'черновик, добавит ежедневный запуск': 11,
  });
});

test('«Предпросмотр писем» shows what waits and what a recompute would add, and writes nothing', () => {
  const book = begun();
  const state = book.core.state;
  const lines = open(book, { now: MORNING }).call('previewLetters') as readonly Readonly<
    Record<string, string>
  >[];
  expect(lines).toHaveLength(10);
  expect(lines[0]).toEqual({
    status: 'черновик, добавит пересчёт',
    notBefore: '10.09.2023 08:00',
    to: 'person1@example.com',
    subject: 'Вы участник марафона «Эксперт в PROдажах»',
    text: expect.stringContaining('Здравствуйте, Человек Номер-1!') as unknown,
  });
  expect(book.core.state).toBe(state);
  const later = cloneOf(drafted);
  later.set('Письма', 1, 6, '12.09.2023 18:00');
  const waiting = open(later, { now: MORNING }).call('previewLetters') as readonly Readonly<
    Record<string, string>
  >[];
  expect(waiting.map(({ status }) => status)).toEqual(Array(10).fill('черновик'));
  // In the order in which they go.
  expect(waiting[0]?.to).toBe('person2@example.com');
  expect(waiting[9]).toMatchObject({ to: 'person1@example.com', notBefore: '12.09.2023 18:00' });
});
