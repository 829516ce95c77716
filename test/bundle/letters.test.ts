// Letters end to end (spec 00, «Letters»): from the rules through «Письма» to the mail service, once each, whoever runs what and when.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Faults, type WorkbookModel, writeLetters } from '../../src/local/host.js';
import {
  cloneOf,
  column,
  connected,
  counted,
  countOf,
  messageOf,
  open,
  type Opened,
  people,
  serial,
  setSetting,
  table,
  type,
} from './support.js';

/** Ten people register in September; block 1 is on the 21st at 11:00. */
const autumn = ((): WorkbookModel => {
  const book = connected('marathon');
  type(book, 'Регистрации', people(10));
  type(book, 'Блоки', [{ Блок: 1, Тема: 'О продукте', Начало: serial('2023-09-21 11:00') }]);
  return book;
})();
const MORNING = '2023-09-10T08:00:00+03:00';
const begun = (mode: 'черновик' | 'авто' = 'черновик'): WorkbookModel => {
  const book = cloneOf(autumn);
  setSetting(book, 'Марафон', 'Режим писем', mode);
  return book;
};
const drafted = ((): WorkbookModel => {
  const book = begun();
  open(book, { now: MORNING }).run('recompute');
  return book;
})();
const statuses = (book: WorkbookModel): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const cell of column(book, 'Письма', 'Статус'))
    if (cell !== null) counts[String(cell)] = (counts[String(cell)] ?? 0) + 1;
  return counts;
};
const to = ({ host }: Opened): string[] => host.mails.map((mail) => mail.to);
const emails = (count: number, from = 1): string[] =>
  Array.from({ length: count }, (_, index) => `person${index + from}@example.com`);
/** Runs one function at a moment and returns what was mailed. */
const mailed = (
  book: WorkbookModel,
  now: string,
  name: string,
  options: { quota?: number; faults?: Faults } = {},
): string[] => {
  const opened = open(book, { now, ...options });
  opened.call(name);
  return to(opened);
};

describe('«черновик»: letters stand in «Письма» until staff press «Отправить письма»', () => {
  test('a recompute writes them and sends nothing, nor do the triggers', () => {
    const book = cloneOf(drafted);
    expect(statuses(book)).toEqual({ черновик: 10 });
    for (const name of ['recompute', 'tick', 'daily']) expect(mailed(book, MORNING, name)).toEqual([]);
    expect(statuses(book)).toEqual({ черновик: 10 });
    expect(open(book, { now: MORNING }).run('tick').message).toBe(
      'Писем к отправке нет, ждут черновиками: 10.',
    );
  });

  test('a row holds the letter, its key begins with the code and a hash stands for the address', () => {
    const [row] = table(drafted, 'Письма');
    expect(row).toMatchObject({
      Ключ: expect.stringMatching(
        /^marathon\.registered\/\/[0-9a-f]{16}\/\?memo=1:[0-9a-z]+&text=[0-9a-f]{8}$/,
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

  test('the button sends each once; pressed again it sends none', () => {
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

  test('a reminder drafted days ago is withdrawn once needless, and is a draft again when its occasion comes back', () => {
    const book = connected('resellers');
    const company = {
      Компания: 'Ромашка',
      Email: 'r@example.com',
      'Дата регистрации': serial('2023-02-10'),
      'Заявленный уровень': 'Primary Reseller',
    };
    type(book, 'Реселлеры', [company]);
    const after = (day: string, renewedTo: number | null): Readonly<Record<string, number>> => {
      book.set('Реселлеры', 1, (book.values('Реселлеры')[0] ?? []).indexOf('Продлено по год'), renewedTo);
      book.set('Реселлеры', 1, (book.values('Реселлеры')[0] ?? []).indexOf('Согласовано'), true);
      open(book, { now: `${day}T08:00:00+06:00` }).run('recompute');
      return statuses(book);
    };
    expect(after('2023-11-01', null)).toEqual({ черновик: 1 });
    expect(after('2023-11-04', null)).toEqual({ черновик: 1 });
    expect(after('2023-11-05', 2024)).toEqual({ отменено: 1 });
    expect(after('2023-11-08', null)).toEqual({ черновик: 1 });
  });

  test('one that staff cancelled does not go; one that they have edited goes as edited', () => {
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
    const folder = mkdtempSync(join(tmpdir(), 'reglament-letters-'));
    await writeLetters(opened.host.mails, folder, 'reglament@localhost');
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
    expect(first).not.toMatch(/^Bcc:/m);
  });
});

describe('the quota', () => {
  test('of 3 for 10 letters: three go, the rest the next day', () => {
    const book = cloneOf(drafted);
    const opened = open(book, { now: MORNING, quota: 3 });
    expect(opened.run('send')).toMatchObject({
      message:
        'Отправлено 3 письма, осталось в очереди 7 (дневной лимит писем исчерпан; уйдут при следующем запуске).',
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
    expect(calls['spreadsheets.values.batchGet']).toBeLessThan(30);
    expect(calls['spreadsheets.batchUpdate']).toBeLessThan(30);
  });
});

describe('«авто»: letters go by themselves', () => {
  test('the daily run recomputes and sends; a minute later it sends nothing twice', () => {
    const book = begun('авто');
    expect(mailed(book, MORNING, 'daily')).toEqual(emails(10));
    expect(mailed(book, '2023-09-10T08:01:00+03:00', 'daily')).toEqual([]);
    expect(mailed(book, '2023-09-10T08:01:30+03:00', 'recompute')).toEqual([]);
    expect(mailed(book, '2023-09-10T08:05:00+03:00', 'tick')).toEqual([]);
    expect(table(book, 'Письма')).toHaveLength(10);
  });

  test('what falls due within 36 hours is queued by the daily run and sent in time by the five-minute trigger', () => {
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

  test('a reminder whose occasion is gone is cancelled before it goes, and taken up when it comes back', () => {
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

  test('one that waited past its end is cancelled, not sent', () => {
    const book = begun('авто');
    mailed(book, MORNING, 'daily');
    mailed(book, '2023-09-20T08:00:00+03:00', 'daily');
    expect(mailed(book, '2023-09-21T11:00:00+03:00', 'tick')).toEqual([]);
    expect(statuses(book)).toEqual({ отправлено: 10, отменено: 10 });
  });
});

describe('whatever happens, no letter goes twice', () => {
  test('the run ended at any call: one letter at most is left to staff, the next run sends the rest', () => {
    const book = cloneOf(autumn);
    book.setRows('Регистрации', book.values('Регистрации').slice(0, 4));
    open(book, { now: MORNING }).run('recompute');
    const whole = open(cloneOf(book), { now: MORNING });
    whole.run('send');
    // Calls with an effect or an answer that matters: the others change nothing of the outcome.
    const calls = whole.records.flatMap(({ service }, index) =>
      ['Sheets', 'MailApp', 'PropertiesService'].includes(service) ? [index + 1] : [],
    );
    expect(calls.length).toBeGreaterThan(12);
    const wrong: string[] = [];
    for (const call of calls)
      for (const when of ['before', 'after'] as const) {
        const copy = cloneOf(book);
        const first = open(copy, { now: MORNING, faults: { killAt: { call, when } } });
        messageOf(() => first.run('send'));
        const second = open(copy, { now: MORNING });
        second.run('send');
        const sent = [...to(first), ...to(second)];
        const unsure = statuses(copy)['ошибка'] ?? 0;
        if (new Set(sent).size !== sent.length) wrong.push(`${when} ${call}: twice`);
        if (unsure > 1) wrong.push(`${when} ${call}: ${unsure} unsure`);
        if (new Set(sent).size + unsure < 3) wrong.push(`${when} ${call}: lost`);
      }
    expect(wrong).toEqual([]);
  });

  test.each(['черновик', 'авто'] as const)('staff insert rows while letters are in the air (%s)', (mode) => {
    const book = begun(mode);
    open(book, { now: MORNING }).run('recompute');
    let mails = 0;
    const faults: Faults = {
      beforeCall: (call, one) => {
        if (call.method === 'sendEmail' && (mails += 1) === 2)
          one.insertRow('Письма', 1, ['', '', '', '', 'заметка']);
      },
    };
    const sent = [
      ...mailed(book, MORNING, 'send', { quota: 4, faults }),
      ...mailed(book, '2023-09-11T08:00:00+03:00', 'send'),
      ...mailed(book, '2023-09-12T08:00:00+03:00', 'send'),
    ];
    expect([...sent].sort()).toEqual(emails(10).sort());
  });

  test.each<[string, (book: WorkbookModel) => void]>([
    ['rename «Письма»', (book) => book.renameSheet('Письма', 'Почта')],
    ['put a column of their own first', (book) => book.insertColumn('Письма', 0)],
    ['sort the letters', (book) => book.sortRows('Письма', 2, true)],
  ])('staff %s while letters are in the air', (_, hand) => {
    const book = cloneOf(drafted);
    let mails = 0;
    const faults: Faults = {
      beforeCall: (call, one) => {
        if (call.method === 'sendEmail' && (mails += 1) === 2) hand(one);
      },
    };
    const sent = [
      ...mailed(book, MORNING, 'send', { faults }),
      ...mailed(book, '2023-09-11T08:00:00+03:00', 'send'),
      ...mailed(book, '2023-09-12T08:00:00+03:00', 'daily'),
    ];
    expect([...sent].sort()).toEqual(emails(10).sort());
  });

  test('a letter whose subject is too long for the mail service does not hold up the others', () => {
    const book = cloneOf(drafted);
    book.set('Письма', 1, 4, 'т'.repeat(300));
    const sent = [...mailed(book, MORNING, 'send'), ...mailed(book, '2023-09-11T08:00:00+03:00', 'send')];
    expect(sent).toEqual(expect.arrayContaining(emails(9, 2)));
  });

  test('a mail service that fails: two letters tell that it does, the others wait and go with the next run', () => {
    const book = cloneOf(drafted);
    const faults: Faults = { fail: (call) => (call.method === 'sendEmail' ? { code: 503 } : null) };
    const opened = open(book, { now: MORNING, faults });
    expect(opened.run('send')).toMatchObject({
      message:
        'Отправлено 0 писем, с ошибкой 2, осталось в очереди 8 (почта Google не отвечает; уйдут при следующем запуске).',
      letters: { sent: 0, failed: 2, queued: 8 },
    });
    expect(statuses(book)).toEqual({ ошибка: 2, 'в очереди': 8 });
    expect(mailed(book, MORNING, 'send')).toEqual(emails(8, 3));
  });

  test('the whole daily run stays within the six minutes, however slow its recompute was', () => {
    const book = begun('авто');
    const slow = open(book, {
      now: MORNING,
      faults: {
        beforeCall: (call) => {
          if (call.method === 'spreadsheets.get') slow.host.clock.sleep(70_000);
          if (call.method === 'sendEmail') slow.host.clock.sleep(25_000);
        },
      },
    });
    slow.run('daily');
    const rest = mailed(book, '2023-09-10T09:00:00+03:00', 'tick');
    expect([...to(slow), ...rest]).toEqual(emails(10));
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
    status: 'черновик (новое)',
    notBefore: '10.09.2023 08:00',
    to: 'person1@example.com',
    subject: 'Вы участник марафона «Эксперт в PROдажах»',
    text: expect.stringContaining('Здравствуйте, Человек Номер-1!') as unknown,
  });
  expect(book.core.state).toBe(state);
  const waiting = open(cloneOf(drafted), { now: MORNING }).call('previewLetters') as readonly Readonly<
    Record<string, string>
  >[];
  expect(waiting.map(({ status }) => status)).toEqual(Array(10).fill('черновик'));
});

test('an address that is no address is an «ошибка» in «Письма», and no more', () => {
  const book = begun('авто');
  setSetting(book, 'Марафон', 'Организатор', 'org@example.com');
  type(book, 'Продажи', [
    {
      Дата: serial('2023-09-22'),
      Email: 'person1@example.com',
      Продукт: 'П',
      Вид: 'новая',
      'Сумма РРЦ': 20_000,
    },
  ]);
  open(book, { now: '2023-09-22T09:00:00+03:00' }).run('recompute');
  const rows = table(book, 'Письма');
  const row = rows.findIndex((one) => String(one['Ключ']).startsWith('marathon.digest'));
  expect(row).toBeGreaterThanOrEqual(0);
  book.set('Письма', row + 1, 2, 'org@example.com, eve@example.com');
  const sent = mailed(book, '2023-09-22T10:00:00+03:00', 'send');
  expect(sent).not.toContain('eve@example.com');
  expect(table(book, 'Письма')[row]).toMatchObject({
    Статус: 'ошибка',
    Причина: expect.stringContaining('адрес получателя неверен') as unknown,
  });
});
