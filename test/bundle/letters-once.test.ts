// Letters end to end: whoever runs whatever at any time, and whatever fails, no letter is sent twice.
import { describe, expect, test } from '@jest/globals';
import { type Faults, type WorkbookModel } from '../../src/local/host.js';
import { messageOf } from './failures.js';
import { beforeCall, cloneOf, open, WRITE } from './open.js';
import { people } from './samples.js';
import { column, serial, setSetting, table, type } from './tables.js';
import { autumn, begun, drafted, emails, mailed, MORNING, statuses, to } from './mailing.js';

describe('whatever happens, no letter is sent twice', () => {
  test('a run stopped at any call: at most one letter is left to staff, the next run sends the rest', () => {
    const book = cloneOf(autumn);
    book.setRows('Регистрации', book.values('Регистрации').slice(0, 4));
    open(book, { now: MORNING }).run('recompute');
    const whole = open(cloneOf(book), { now: MORNING });
    whole.run('send');
    // Calls that have an effect, or whose response matters: the others do not change the outcome.
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

  test.each(['черновик', 'авто'] as const)('staff insert rows while letters are being sent (%s)', (mode) => {
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
  ])('staff %s while letters are being sent', (_, hand) => {
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

  test('texts of sent letters may be emptied: the row and its key are enough', () => {
    const book = cloneOf(drafted);
    expect(mailed(book, MORNING, 'send')).toEqual(expect.arrayContaining(emails(10)));
    table(book, 'Письма').forEach((letter, index) => {
      if (letter['Статус'] === 'отправлено') book.set('Письма', index + 1, 5, null);
    });
    const before = table(book, 'Письма');
    expect(mailed(book, MORNING, 'recompute')).toEqual([]);
    expect(mailed(book, '2023-09-11T08:00:00+03:00', 'send')).toEqual([]);
    expect(table(book, 'Письма')).toEqual(before);
  });

  test('a letter whose subject is too long for the mail service does not hold up the others', () => {
    const book = cloneOf(drafted);
    book.set('Письма', 1, 4, 'т'.repeat(300));
    const sent = [...mailed(book, MORNING, 'send'), ...mailed(book, '2023-09-11T08:00:00+03:00', 'send')];
    expect(sent).toEqual(expect.arrayContaining(emails(9, 2)));
  });

  test('a mail service that fails: two letters fail, the others wait and are sent by the next run', () => {
    const book = cloneOf(drafted);
    const faults: Faults = { fail: (call) => (call.method === 'sendEmail' ? { code: 503 } : null) };
    const opened = open(book, { now: MORNING, faults });
    expect(opened.run('send')).toMatchObject({
      message:
        'Отправлено 0 писем, с ошибкой: 2 (причина — на вкладке «Письма»), осталось в очереди 8 (почта Google не отвечает; уйдут при следующем запуске).',
      letters: { sent: 0, failed: 2, queued: 8 },
    });
    expect(statuses(book)).toEqual({ ошибка: 2, 'в очереди': 8 });
    expect(mailed(book, MORNING, 'send')).toEqual(emails(8, 3));
  });

  test('while mail is down each further run risks one letter; then all go', () => {
    const book = cloneOf(drafted);
    const fail: Faults['fail'] = ({ method }) => (method === 'sendEmail' ? { code: 503 } : null);
    const failed = (): number => statuses(book)['ошибка'] ?? 0;
    const counts = ['send', 'tick', 'tick', 'send'].map((name) => {
      const before = failed();
      open(book, { now: MORNING, faults: { fail } }).call(name);
      return failed() - before;
    });
    expect(counts).toEqual([2, 1, 1, 1]);
    expect(mailed(book, MORNING, 'tick')).toEqual(emails(5, 6));
    type(book, 'Регистрации', people(12).slice(10));
    open(book, { now: MORNING }).call('recompute');
    open(book, { now: MORNING, faults: { fail } }).call('send');
    expect(failed()).toBe(7);
  });

  test('a run that may send no letter loses none', () => {
    const book = cloneOf(drafted);
    const message =
      'You do not have permission to call MailApp.sendEmail. Required permissions: https://www.googleapis.com/auth/script.send_mail';
    const fail: Faults['fail'] = ({ method }) => (method === 'sendEmail' ? { code: 403, message } : null);
    expect(open(book, { now: MORNING, faults: { fail } }).run('send').message).toMatch(
      /^Отправлено 0 писем, осталось в очереди 10 \(нет разрешения на почту; откройте таблицу/,
    );
    expect(mailed(book, MORNING, 'send')).toEqual(emails(10));
  });

  test('sending that is refused in the middle says how many letters went, in «Журнал» too', () => {
    const book = cloneOf(drafted);
    type(book, 'Регистрации', people(40).slice(10));
    open(book, { now: MORNING }).call('recompute');
    const hand = (one: WorkbookModel): void => one.set('Письма', 0, 4, 'Предмет');
    const opened = open(book, { now: MORNING, faults: beforeCall('sendEmail', (n) => n === 30, hand) });
    const told = messageOf(() => opened.call('send'));
    expect(told).toMatch(/^Отправлено 40 писем\. Вкладка «Письма»: заголовок потерян .*«Тема»/);
    expect(to(opened)).toHaveLength(40);
    expect(String(column(book, 'Журнал', 'Итог').at(-1))).toMatch(
      /^отправлено 40 писем; остановлено: Вкладка /,
    );
    book.set('Письма', 0, 4, 'Тема');
    expect(mailed(book, MORNING, 'send')).toEqual([]);
  });

  test('a daily run whose recompute is refused still sends what is due, and reports the refusal', () => {
    const book = begun('авто');
    open(book, { now: MORNING }).call('recompute');
    type(book, 'Регистрации', people(11).slice(10));
    const { id } = book.sheet('Рейтинг');
    const message = 'Invalid requests[1].updateCells: You are trying to edit a protected cell or object.';
    const fail: Faults['fail'] = ({ method, request }) =>
      method === WRITE && JSON.stringify(request).includes(`"sheetId":${id}`) ? { code: 400, message } : null;
    const opened = open(book, { now: MORNING, faults: { fail } });
    expect(messageOf(() => opened.call('daily'))).toMatch(
      /защищена от правки: изменения не записаны.* Отправлено 10 писем\.$/,
    );
    expect(to(opened)).toEqual(emails(10));
    expect(mailed(book, '2023-09-10T08:05:00+03:00', 'tick')).toEqual(emails(1, 11));
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

test('an invalid address is only an «ошибка» in «Письма»', () => {
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
