// «Отправить письма» (spec 00, «Letters»): waiting letters are first updated from the tabs, and the preview
// shows what will be sent.
import { describe, expect, test } from '@jest/globals';
import type { WorkbookModel } from '../../src/local/host.js';
import { messageOf } from './failures.js';
import { cloneOf, connected, counted, countOf, open } from './open.js';
import { oneWebinar, people } from './samples.js';
import { put, type Rows, serial, setSetting, table, type } from './tables.js';

const EMAIL = 'anna@example.com';
const MADE = '2023-10-27T12:00:00+03:00';
const LATER = '2023-10-27T15:00:00+03:00';

const set = (
  book: WorkbookModel,
  title: string,
  row: number,
  header: string,
  value: Rows[number][number],
) => {
  put(book, title, row, header, value);
};

/** Anna has participated in a block whose test has closed, so letters state her points. */
const scored = (): WorkbookModel => {
  const book = connected('marathon');
  type(book, 'Регистрации', [
    {
      Никнейм: 'anna',
      ФИО: 'Анна',
      Компания: 'Компания',
      Email: EMAIL,
      'Дата регистрации': serial('2023-09-05 10:00'),
      'На портале': true,
    },
  ]);
  type(book, 'Блоки', [{ Блок: 1, Тема: 'О продукте', Начало: serial('2023-10-20 11:00') }]);
  open(book, { now: MADE }).call('recompute');
  return book;
};
const answers = (book: WorkbookModel): void =>
  type(book, 'Результаты тестов', [
    { Блок: 1, Email: EMAIL, Завершён: serial('2023-10-21 10:00'), 'Верных ответов': 8 },
  ]);

/** Anna is to be reminded of a block the day after tomorrow. */
const reminded = (): WorkbookModel => {
  const book = scored();
  set(book, 'Блоки', 1, 'Начало', serial('2023-10-31 11:00'));
  open(book, { now: '2023-10-30T12:00:00+03:00' }).call('recompute');
  return book;
};

/** Follow-ups of a webinar are drafts due tomorrow. */
const followedUp = (): WorkbookModel => {
  const book = connected('webinars');
  for (const [title, rows] of Object.entries(oneWebinar())) type(book, title, rows);
  open(book, { now: '2023-10-25T09:00:00+06:00' }).call('daily');
  return book;
};

const lettersOf = (book: WorkbookModel, code: string) =>
  table(book, 'Письма').filter((row) => String(row['Ключ']).startsWith(`${code}/`));
const statuses = (book: WorkbookModel, code: string): readonly unknown[] =>
  lettersOf(book, code).map((row) => row['Статус']);
const rowOf = (book: WorkbookModel, code: string): number =>
  1 + table(book, 'Письма').findIndex((row) => String(row['Ключ']).startsWith(`${code}/`));
const mailed = (book: WorkbookModel, now: string) => {
  const opened = open(book, { now });
  const { message } = opened.run('send');
  return { message, mails: opened.host.mails.map(({ subject, body }) => `${subject}\n${body}`) };
};
const preview = (book: WorkbookModel, now: string): readonly string[] =>
  (open(book, { now }).call('previewLetters') as readonly Readonly<Record<string, string>>[])
    .filter(({ status }) => status === 'черновик')
    .map(({ subject, text }) => `${String(subject)}\n${String(text)}`);

describe('«Отправить письма» sends the current state', () => {
  test('a figure entered since then', () => {
    const book = scored();
    answers(book);
    const { mails, message } = mailed(book, LATER);
    expect(mails.map((mail) => /У вас\s(\d)/.exec(mail)?.[1]).filter(Boolean)).toEqual(['8']);
    expect(message).toMatch(/^Обновлено писем: 1; отправлено \d/);
  });

  test('a letter that staff have postponed is not sent before its time', () => {
    const book = scored();
    const later = serial('2023-11-20 12:00');
    set(book, 'Письма', rowOf(book, 'marathon.registered'), 'Отправить не раньше', later);
    mailed(book, LATER);
    expect(lettersOf(book, 'marathon.registered')).toEqual([
      expect.objectContaining({ 'Отправить не раньше': later, Статус: 'в очереди' }),
    ]);
    mailed(book, '2023-11-20T12:00:00+03:00');
    expect(statuses(book, 'marathon.registered')).toEqual(['отправлено']);
  });

  test('a reminder of a block that was moved is not sent', () => {
    const book = reminded();
    expect(statuses(book, 'marathon.webinar')).toEqual(['черновик']);
    set(book, 'Блоки', 1, 'Начало', serial('2023-11-03 11:00'));
    mailed(book, '2023-10-30T13:00:00+03:00');
    expect(statuses(book, 'marathon.webinar')).toEqual(['отменено']);
  });

  test('a reminder that is needed again is sent', () => {
    const book = reminded();
    for (const [day, status] of [
      ['2023-11-03', 'отменено'],
      ['2023-10-31', 'отправлено'],
    ] as const) {
      set(book, 'Блоки', 1, 'Начало', serial(`${day} 11:00`));
      mailed(book, '2023-10-30T13:00:00+03:00');
      expect(statuses(book, 'marathon.webinar')).toEqual([status]);
    }
  });

  test.each<[string, () => WorkbookModel, (book: WorkbookModel) => void, string]>([
    ['points', scored, answers, LATER],
    [
      'a moved block',
      reminded,
      (book) => set(book, 'Блоки', 1, 'Начало', serial('2023-11-03 11:00')),
      '2023-10-30T13:00:00+03:00',
    ],
  ])('sends what the preview shows: %s', (_, made, hand, now) => {
    const book = made();
    hand(book);
    const shown = preview(book, now);
    expect(shown.length).toBeGreaterThan(0);
    expect([...mailed(book, now).mails].sort()).toEqual([...shown].sort());
  });
});

test('a text edited by staff is held back for a check when its time has moved', () => {
  const book = followedUp();
  const row = rowOf(book, 'webinars.follow-up');
  expect(statuses(book, 'webinars.follow-up')).toEqual(['черновик']);
  set(book, 'Письма', row, 'Текст', 'Мой текст');
  set(book, 'Вебинары', 1, 'Запись', 'https://example.com/video');
  const { message, mails } = mailed(book, '2023-10-25T12:00:00+06:00');
  expect(mails.filter((mail) => mail.includes('Мой текст'))).toEqual([]);
  expect(message).toContain('ждут проверки на вкладке «Письма»: 1');
  expect(lettersOf(book, 'webinars.follow-up')[0]).toMatchObject({
    Статус: 'черновик',
    Причина: 'время письма изменилось, а текст правили вручную: проверьте текст и отправьте',
  });
  expect(mailed(book, '2023-10-25T12:05:00+06:00').mails.join()).toContain('Мой текст');
});

test('stopped at any call, the next run sends the current state, and nothing twice', () => {
  const book = scored();
  answers(book);
  const whole = open(cloneOf(book), { now: LATER });
  whole.run('send');
  const goes = whole.host.mails.map(({ subject }) => subject).sort();
  const wrong: string[] = [];
  const calls = whole.records.flatMap(({ service }, index) =>
    ['Sheets', 'MailApp', 'PropertiesService'].includes(service) ? [index + 1] : [],
  );
  for (const call of calls)
    for (const when of ['before', 'after'] as const) {
      const copy = cloneOf(book);
      const first = open(copy, { now: LATER, faults: { killAt: { call, when } } });
      messageOf(() => first.run('send'));
      const second = open(copy, { now: LATER });
      second.run('send');
      const sent = [...first.host.mails, ...second.host.mails].map(({ subject }) => subject);
      const unsure = table(copy, 'Письма').filter((row) => row['Статус'] === 'ошибка').length;
      if (new Set(sent).size !== sent.length || sent.some((one) => !goes.includes(one)) || unsure > 1)
        wrong.push(`${when} ${call}: ${sent.join()}`);
      if (sent.length + unsure < goes.length) wrong.push(`${when} ${call}: lost`);
    }
  expect(wrong).toEqual([]);
});

describe('a corrected address gets the letter that waited for the old one', () => {
  const NEW = 'anna.new@example.com';
  const addressed = (book: WorkbookModel, code: string): readonly string[] =>
    lettersOf(book, code).map((row) => `${String(row['Кому'])} ${String(row['Статус'])}`);

  test('whichever run sees it first, days later', () => {
    for (const runs of [['recompute', 'send'], ['send']]) {
      const book = scored();
      set(book, 'Регистрации', 1, 'Email', NEW);
      for (const run of runs) open(book, { now: '2023-11-01T12:00:00+03:00' }).run(run);
      expect(addressed(book, 'marathon.score')).toEqual([`${EMAIL} отменено`, `${NEW} отправлено`]);
    }
  });

  test('as the preview shows', () => {
    const book = scored();
    open(book, { now: '2023-11-01T12:00:00+03:00' }).run('send');
    set(book, 'Письма', 1, 'Статус', 'черновик');
    set(book, 'Регистрации', 1, 'Email', NEW);
    const { call, run, host } = open(book, { now: '2023-11-01T13:00:00+03:00' });
    const shown = call('previewLetters') as readonly Readonly<Record<string, string>>[];
    expect(shown.map(({ to }) => to)).toContain(NEW);
    run('send');
    expect(host.mails.every(({ to }) => to === NEW)).toBe(true);
    expect(host.mails.map(({ subject }) => subject).sort()).toEqual(
      shown.map(({ subject }) => subject).sort(),
    );
  });

  test.each(['recompute', null])(
    'a reminder of the day, seen first by %s or the five-minute run',
    (first) => {
      const book = connected('webinars');
      for (const [title, rows] of Object.entries(oneWebinar())) type(book, title, rows);
      setSetting(book, 'Вебинары', 'Режим писем', 'авто');
      open(book, { now: '2023-10-20T08:00:00+06:00' }).call('daily');
      expect(addressed(book, 'webinars.soon')).toEqual([expect.stringMatching(/ в очереди$/)]);
      set(book, 'Слушатели', 1, 'Email', NEW);
      if (first !== null) open(book, { now: '2023-10-20T09:00:00+06:00' }).call(first);
      open(book, { now: '2023-10-20T10:45:00+06:00' }).call('tick');
      expect(addressed(book, 'webinars.soon')).toEqual([
        expect.stringMatching(/ отменено$/),
        `${NEW} отправлено`,
      ]);
    },
  );
});

test('it creates no other letter and recomputes no cell', () => {
  const book = scored();
  answers(book);
  set(book, 'Регистрации', 1, 'На портале', false);
  const others = (): unknown =>
    ['Рейтинг', 'Регистрации', 'Ошибки', 'Сроки'].map((title) => book.values(title));
  const [before, count] = [others(), table(book, 'Письма').length];
  mailed(book, LATER);
  expect(others()).toEqual(before);
  expect(table(book, 'Письма')).toHaveLength(count);
});

test('letters of a stopped programme are sent as they are', () => {
  const book = scored();
  answers(book);
  set(book, 'Блоки', 0, 'Начало', 'Когда');
  expect(mailed(book, LATER).mails.join()).toMatch(/У вас\s0\sбаллов/);
});

describe('the five-minute run sends what holds by now', () => {
  /** The last day for the programme of Anna's webinar: the letter of the day after is queued. */
  const lastDay = (): WorkbookModel => {
    const book = connected('webinars');
    for (const [title, rows] of Object.entries(oneWebinar())) type(book, title, rows);
    set(book, 'Вебинары', 1, 'Смета подана', serial('2023-10-02'));
    setSetting(book, 'Вебинары', 'Режим писем', 'авто');
    open(book, { now: '2023-10-06T08:00:00+06:00' }).call('daily');
    return book;
  };
  const ticked = (book: WorkbookModel, now: string, about: RegExp): readonly string[] => {
    const { call, host } = open(book, { now });
    call('tick');
    return host.mails.map(({ subject }) => subject).filter((subject) => about.test(subject));
  };
  const MIDNIGHT = '2023-10-07T00:00:00+06:00';

  test('a deadline is missed', () => {
    expect(ticked(lastDay(), MIDNIGHT, /срок/i)).toEqual([
      'Вебинар В-1: ждём программу вебинара. Срок был 06.10.2023 и уже истёк',
    ]);
  });

  test('a deadline was met on its last day', () => {
    const book = lastDay();
    set(book, 'Вебинары', 1, 'Программа подана', serial('2023-10-06'));
    expect(ticked(book, MIDNIGHT, /срок/i)).toEqual([]);
    expect(lettersOf(book, 'webinars.deadline').map((row) => [row['Статус'], row['Причина']])).toEqual([
      ['отменено', 'регламент сейчас не требует этого письма: повод отпал или в строке ошибка'],
    ]);
    expect(table(book, 'Журнал').at(-1)).toMatchObject({
      Действие: 'Пятиминутный запуск',
      Итог: expect.stringMatching(/^обновлено писем: 1; /),
    });
  });

  test('a webinar was moved on its day', () => {
    const book = lastDay();
    set(book, 'Вебинары', 1, 'Программа подана', serial('2023-10-06'));
    open(book, { now: '2023-10-20T08:00:00+06:00' }).call('daily');
    set(book, 'Вебинары', 1, 'Начало', serial('2023-10-20 15:00'));
    set(book, 'Вебинары', 1, 'Окончание', serial('2023-10-20 16:00'));
    expect(statuses(book, 'webinars.soon')).toEqual(['в очереди']);
    expect(ticked(book, '2023-10-20T10:45:00+06:00', /вот-вот/)).toEqual([]);
    expect(statuses(book, 'webinars.soon')).toEqual(['отменено']);
  });

  test('a reminder was put off by another parameter', () => {
    const book = lastDay();
    setSetting(book, 'Вебинары', 'Напоминание за, минут', 60);
    open(book, { now: '2023-10-20T08:00:00+06:00' }).call('daily');
    setSetting(book, 'Вебинары', 'Напоминание за, минут', 15);
    expect(ticked(book, '2023-10-20T10:00:00+06:00', /вот-вот/)).toEqual([]);
    expect(ticked(book, '2023-10-20T10:45:00+06:00', /вот-вот/)).toHaveLength(1);
  });

  test('of a programme that is stopped: what is due goes as it is', () => {
    const book = lastDay();
    set(book, 'Вебинары', 0, 'Начало', 'Когда');
    expect(ticked(book, MIDNIGHT, /срок/i)).toHaveLength(1);
  });

  test('the daily quota has been spent: it evaluates nothing', () => {
    const { call, records } = open(lastDay(), { now: MIDNIGHT, quota: 0 });
    call('tick');
    expect(countOf(records)).toEqual({ 'spreadsheets.get': 1, 'spreadsheets.values.batchGet': 1 });
  });
});

describe('a reminder that the quota has left in the queue until the next one', () => {
  /** Two reminders of a test that closes on 5 October at 11:00: on the 2nd and on the 4th, at 10:00. */
  const left = (): WorkbookModel => {
    const book = connected('marathon');
    type(book, 'Регистрации', people(1));
    type(book, 'Блоки', [
      { Блок: 1, Тема: 'О', Начало: serial('2023-09-21 11:00'), 'Тест до': serial('2023-10-05 11:00') },
    ]);
    setSetting(book, 'Марафон', 'Режим писем', 'авто');
    open(book, { now: '2023-10-02T12:00:00+03:00', quota: 0 }).call('daily');
    return book;
  };
  const sent = (book: WorkbookModel, name: string, day: string, quota = 100): number => {
    const { call, host } = open(book, { now: `2023-10-${day}:00+03:00`, quota });
    call(name);
    return host.mails.filter(({ subject }) => subject.startsWith('Тест закрывается')).length;
  };

  test('is not sent when the next one has fallen due, whichever run has created that', () => {
    const daily = left();
    expect(sent(daily, 'daily', '04T12:00')).toBe(1);
    expect(statuses(daily, 'marathon.test-closing')).toEqual(['отменено', 'отправлено']);
    const ticked = left();
    open(ticked, { now: '2023-10-04T12:00:00+03:00' }).call('recompute');
    expect(sent(ticked, 'tick', '04T12:05')).toBe(1);
    expect(statuses(ticked, 'marathon.test-closing')).toEqual(['отменено', 'отправлено']);
  });

  test('is sent before that, and where the next one is too late to be created', () => {
    const early = left();
    expect([sent(early, 'tick', '02T18:00'), sent(early, 'daily', '04T12:00')]).toEqual([1, 1]);
    const late = left();
    expect(sent(late, 'daily', '05T10:30')).toBe(1);
    expect(statuses(late, 'marathon.test-closing')).toEqual(['отправлено']);
  });

  test('gives way to the next one, which waits while there is still no quota', () => {
    const book = left();
    expect(sent(book, 'daily', '04T12:00', 0)).toBe(0);
    expect(statuses(book, 'marathon.test-closing')).toEqual(['отменено', 'в очереди']);
    expect(sent(book, 'tick', '04T12:05')).toBe(1);
  });
});

describe('calls of the Sheets API', () => {
  const SENDING = { 'spreadsheets.get': 2, 'spreadsheets.values.batchGet': 2, 'spreadsheets.batchUpdate': 1 };

  test('with nothing to send: one more look than the line in «Журнал» needs', () => {
    const book = connected('marathon');
    const { run, records } = open(book, { now: MADE });
    run('send');
    expect(countOf(records)).toEqual({ ...SENDING, 'spreadsheets.values.batchGet': 3 });
  });

  test.each([2, 20])('updating the letters of %i people: the same few', (count) => {
    const book = connected('marathon');
    type(book, 'Регистрации', people(count));
    type(book, 'Блоки', [{ Блок: 1, Тема: 'О продукте', Начало: serial('2023-10-20 11:00') }]);
    open(book, { now: MADE }).call('recompute');
    answers(book);
    set(book, 'Результаты тестов', 1, 'Email', 'person1@example.com');
    const { run, records, host } = open(book, { now: LATER, quota: 2 });
    expect(run('send').message).toMatch(/^Обновлено писем: \d+; отправлено 2 письма, осталось/);
    expect(host.mails).toHaveLength(2);
    // The rules' look, its guard, the updated letters, a look back; then the look, the marks and the journal
    // line of sending.
    expect(countOf(records)).toEqual({
      'spreadsheets.get': 2,
      'spreadsheets.values.batchGet': 8,
      'spreadsheets.batchUpdate': 5,
    });
  });

  test('a tick with nothing due: it evaluates nothing and reads no text', () => {
    const { call, records } = open(counted(), { now: MADE });
    call('tick');
    expect(countOf(records)).toEqual({ 'spreadsheets.get': 1, 'spreadsheets.values.batchGet': 1 });
    const ranges = records.flatMap(({ request }) => JSON.stringify(request).match(/'[^']+'(![^"]+)?/g) ?? []);
    expect(ranges.sort()).toEqual([
      "'Журнал'!1:1",
      "'Настройки'",
      "'Письма'!1:1",
      ...['A', 'B', 'G', 'H', 'I', 'J', 'K', 'L'].map((column) => `'Письма'!${column}:${column}`),
    ]);
  });

  test('a tick after staff have moved columns: one more look, and due letters are sent', () => {
    const moved = reminded();
    const [head = [], ...rows] = moved.values('Письма');
    const letters = [head, ...rows].map((row) => head.map((_, at) => row[head.length - 1 - at] ?? null));
    moved.setRows('Письма', letters);
    moved.values('Письма').forEach((_, row) => row > 0 && set(moved, 'Письма', row, 'Статус', 'в очереди'));
    const { call, records, host } = open(moved, { now: '2023-10-30T13:00:00+03:00' });
    call('tick');
    expect(host.mails.length).toBeGreaterThan(0);
    expect(table(moved, 'Письма').map((row) => row['Статус'])).toEqual(host.mails.map(() => 'отправлено'));
    const still = open(moved, { now: '2023-10-30T13:05:00+03:00' });
    still.call('tick');
    // They were due when they were queued, so the rules are not asked.
    expect(countOf(records)['spreadsheets.get']).toBe(1);
    expect(countOf(still.records)).toEqual({ 'spreadsheets.get': 1, 'spreadsheets.values.batchGet': 2 });
  });
});
