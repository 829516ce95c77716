// What Google's errors mean, in English and in Russian: each line is one that Google gives.
import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../../src/rules/programme.js';
import { isNotAllowed, isOvertaken, mailFault, passingFault } from '../../src/sheets/answers.js';
import { rejectionOf } from '../../src/sheets/rejected.js';

const withStatus = (code: number, message = ''): Error =>
  Object.assign(new Error(message), { details: { code } });

describe('a fault', () => {
  test.each<[string, unknown, ReturnType<typeof passingFault>]>([
    ['429', withStatus(429), 'limit'],
    ['403 for a quota', withStatus(403, 'Rate Limit Exceeded'), 'limit'],
    ['403 for missing rights', withStatus(403, 'The caller does not have permission'), null],
    ['500', withStatus(500), 'outage'],
    ['503', withStatus(503, 'whatever it says'), 'outage'],
    ['409', withStatus(409, 'The operation was aborted.'), 'outage'],
    [
      '400, whatever numbers its message contains',
      withStatus(400, 'Invalid requests[500].updateCells: try again'),
      null,
    ],
    ['too fast', new Error('Service invoked too many times in a short time: email.'), 'limit'],
    ['too fast', new Error('Служба была вызвана слишком много раз за короткое время: email'), 'limit'],
    ['daily limit', new Error('Service invoked too many times for one day: email.'), 'spent'],
    ['daily limit', new Error('Служба была вызвана слишком много раз за день: email'), 'spent'],
    ['daily limit', new Error('Служба была вызвана слишком много раз за один день: properties.'), 'spent'],
    [
      'an outage',
      new Error("We're sorry, a server error occurred. Please wait a bit and try again."),
      'outage',
    ],
    ['an outage', new Error('К сожалению, произошла ошибка сервера: DEADLINE_EXCEEDED'), 'outage'],
    ['an outage', new Error('К сожалению, произошла ошибка сервера. Повторите попытку позже.'), 'outage'],
    ['an outage', new Error('Служба Таблицы временно недоступна.'), 'outage'],
    ['a time-out', new Error('Service timed out: Spreadsheets'), 'outage'],
    ['an empty answer', new Error('Empty response'), 'outage'],
    [
      'a document that does not open',
      new Error('Service Spreadsheets failed while accessing document with id 1AbC_d-2.'),
      'outage',
    ],
    ['triggers that do not answer', new Error('Unable to talk to trigger service'), 'outage'],
    [
      'too many at once',
      new Error('There are too many LockService operations against the same script.'),
      'limit',
    ],
    ['a document without access', new Error('You do not have permission to access the document.'), null],
    ['the end of the run', new Error('Exceeded maximum execution time'), null],
    ['a broken invariant', new TypeError('x is not a function'), null],
    ['not an error object', 'timed out', 'outage'],
  ])('%s: %#', (_, error, fault) => {
    expect(passingFault(error)).toBe(fault);
  });
});

test.each([
  'You do not have permission to call MailApp.sendEmail. Required permissions: https://www.googleapis.com/auth/script.send_mail',
  'Specified permissions are not sufficient to call MailApp.getRemainingDailyQuota.',
  'Указанных разрешений недостаточно для вызова MailApp.sendEmail. Требуемые разрешения: https://www.googleapis.com/auth/script.send_mail',
  // No other language is known, but the address of the right is the same in all.
  '指定された権限では呼び出せません: https://www.googleapis.com/auth/script.send_mail',
  'Mail service not enabled',
])('a missing right: %s', (message) => {
  expect(isNotAllowed(new Error(message))).toBe(true);
  expect(mailFault(new Error(message))).toBeNull();
});

describe('a letter', () => {
  test.each<[string, ReturnType<typeof mailFault>]>([
    ['Invalid email: anna@example', 'refused'],
    ['Failed to send email: no recipient', 'refused'],
    ['Argument too large: subject', 'refused'],
    ['Limit Exceeded: Email Body Size.', 'refused'],
    ['Недопустимый адрес электронной почты: anna@example', 'refused'],
    ['Неверный аргумент: to', 'refused'],
    ['Service invoked too many times in a short time: email. Try Utilities.sleep(1000).', 'fast'],
    ['Служба была вызвана слишком много раз за короткое время: email', 'fast'],
    ['Service invoked too many times for one day: email.', 'spent'],
    ['Служба была вызвана слишком много раз за день: email', 'spent'],
    ["We're sorry, a server error occurred.", null],
    ['К сожалению, произошла ошибка сервера.', null],
  ])('not taken: %s', (message, fault) => {
    expect(mailFault(new Error(message))).toBe(fault);
  });
});

/** The refusal of two requests, one for each sheet. */
const rejection = (error: unknown): Refusal | null =>
  rejectionOf(
    error,
    [
      { repeatCell: { range: { sheetId: 1 } } },
      { updateCells: { start: { sheetId: 2, rowIndex: 0, columnIndex: 0 } } },
    ],
    ['Блоки', 'Рейтинг'].map((title, index) => ({ sheetId: index + 1, title, rowCount: 9, columnCount: 9 })),
  );

describe('a request of the Sheets API', () => {
  test.each([
    ['Unable to parse range: Рейтинг!1:1', true],
    [
      'Invalid requests[2].addSheet: A sheet with the name "Рейтинг" already exists. Please enter another name.',
      true,
    ],
    ['Лист "Рейтинг" уже существует. Введите другое название.', true],
    ['Invalid requests[2].updateCells: No grid with id: 7', true],
    ['Invalid requests[2].updateCells: Blocked', false],
  ])('overtaken by an edit: %s', (message, is) => {
    expect(isOvertaken(withStatus(400, message))).toBe(is);
  });

  test.each<[number, string, string | null]>([
    [
      400,
      'API call to sheets.spreadsheets.batchUpdate failed with error: Invalid requests[1].updateCells: You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
      'Вкладка «Рейтинг» защищена от правки: изменения не записаны.',
    ],
    [
      400,
      'Invalid requests[1].updateCells: Эта область защищена. Чтобы изменить ее, обратитесь к владельцу таблицы.',
      'Вкладка «Рейтинг» защищена от правки: изменения не записаны.',
    ],
    [403, 'You are trying to edit a protected range.', 'Одна из вкладок защищена от правки:'],
    [
      400,
      "API call to sheets.spreadsheets.batchUpdate failed with error: Invalid requests[0].repeatCell: You can't set the number format of cells in a typed column.",
      "Google не принял изменения вкладки «Блоки», ничего не записано. Его ответ: «You can't set the number format of cells in a typed column.».",
    ],
    [400, 'Blocked', 'Google не принял изменения, ничего не записано. Его ответ: «Blocked».'],
    [
      403,
      'API call to sheets.spreadsheets.batchUpdate failed with error: The caller does not have permission',
      'У вас нет права править эту таблицу.',
    ],
    [404, 'Requested entity was not found.', null],
    [500, 'Internal error encountered.', null],
  ])('refused with %s: %s', (status, message, told) => {
    const refusal = rejection(withStatus(status, message));
    expect(refusal?.message.slice(0, told?.length) ?? null).toBe(told);
    expect(refusal instanceof Refusal).toBe(told !== null);
  });

  test('an error without a status is no refusal of Google', () => {
    expect(rejection(new TypeError('protected cell'))).toBeNull();
  });
});
