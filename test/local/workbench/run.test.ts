// A run with questions, without a browser: it starts again with each answer and leaves no trace of the
// previous attempts.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { newWorkbook, openWorkbook, saveWorkbook } from '../../../src/local/host.js';
import { openBook } from '../../../src/local/workbench/book.js';
import type { Answer, CallOutcome, Question } from '../../../src/local/workbench/protocol.js';
import { readMenus, runHandler } from '../../../src/local/workbench/run.js';
import { temporaryFolder } from '../../temporary.js';

/** Writes and sends before it asks, and catches every exception: the least careful bundle possible. */
const BUNDLE = `
function put(text) {
  Sheets.Spreadsheets.batchUpdate({ requests: [{ updateCells: { start: { sheetId: 0 }, fields: 'userEnteredValue',
    rows: [{ values: [{ userEnteredValue: { stringValue: text } }] }] } }] }, 'local');
}
function careless() {
  put('до вопроса');
  MailApp.sendEmail({ to: 'a@example.com', subject: 'т', body: 'б' });
  var ui = SpreadsheetApp.getUi();
  try {
    var answer = ui.prompt('Зерно', 'Какое?', ui.ButtonSet.OK_CANCEL);
    if (answer.getSelectedButton() !== ui.Button.OK) { put('отмена'); return; }
    if (ui.alert('Точно?', 'Записать ' + answer.getResponseText(), ui.ButtonSet.YES_NO) === ui.Button.YES) put(answer.getResponseText());
  } catch (e) { put('после вопроса'); }
  SpreadsheetApp.getActiveSpreadsheet().toast('Готово', 'Регламент', 5);
  ui.showModalDialog(HtmlService.createHtmlOutput('<b>итог</b>').setWidth(300), 'Итог');
}
function daily() { put('ночью'); return { message: 'Пересчитано.' }; }
function refused() { SpreadsheetApp.getActiveSpreadsheet().toast('Выделите ячейку.', 'Регламент', 10); return null; }
function cancelled() {
  var ui = SpreadsheetApp.getUi();
  if (ui.alert('Точно?', 'Записать х', ui.ButtonSet.YES_NO) !== ui.Button.YES) { SpreadsheetApp.getActiveSpreadsheet().toast('Отменено.'); return null; }
}
function broken() { put('до сбоя'); throw new Error('Нет вкладки.\\nСоздайте её.'); }
function onOpen() {
  var ui = SpreadsheetApp.getUi();
  ui.createMenu('Регламент').addItem('Один', 'one').addSeparator().addSubMenu(ui.createMenu('Ещё').addItem('Два', 'two')).addToUi();
}
`;

const SEED: Question = { kind: 'prompt', title: 'Зерно', text: 'Какое?', buttons: 'OK_CANCEL' };
const sure = (text: string): Question => ({
  kind: 'alert',
  title: 'Точно?',
  text: `Записать ${text}`,
  buttons: 'YES_NO',
});
const typed = (text: string): Answer => ({ question: SEED, press: 'OK', text });
const yes = (text: string): Answer => ({ question: sure(text), press: 'YES', text: '' });

describe('a run of the bundle', () => {
  const run = (
    handler: string,
    ...answers: readonly Answer[]
  ): { readonly outcome: CallOutcome; readonly letters: number; readonly cell: unknown } => {
    const workbook = newWorkbook();
    const { outcome, mails } = runHandler({
      bundle: BUNDLE,
      workbook,
      handler,
      trigger: handler === 'daily',
      answers,
    });
    return { outcome, letters: mails.length, cell: workbook.get('Лист1', 0, 0) };
  };

  test.each([
    ['the first question', [], { kind: 'question', question: SEED, answered: 0 }],
    ['the second question', [typed('х')], { kind: 'question', question: sure('х'), answered: 1 }],
    [
      'an answer to a question that has changed',
      [typed('у'), yes('х')],
      { kind: 'question', question: sure('у'), answered: 1 },
    ],
  ])('stops at %s and leaves no trace', (_, answers, outcome) => {
    expect(run('careless', ...answers)).toEqual({ outcome, letters: 0, cell: null });
  });

  test('with all answers it runs to its end', () => {
    expect(run('careless', typed('х'), yes('х'))).toMatchObject({
      outcome: {
        kind: 'done',
        toasts: ['Готово'],
        dialogs: [{ title: 'Итог', html: '<b>итог</b>', width: 300, height: null }],
        problem: null,
      },
      letters: 1,
      cell: 'х',
    });
  });

  test('closing a question counts as an answer', () => {
    const closed: Answer = { question: SEED, press: 'CLOSE', text: '' };
    expect(run('careless', closed).cell).toBe('отмена');
  });

  test('a trigger has no screen: its report is shown instead', () => {
    expect(run('daily')).toMatchObject({ outcome: { toasts: ['Пересчитано.'] }, cell: 'ночью' });
  });

  test('a refusal is a failure, unless it is the answer to a refused question', () => {
    expect(run('refused').outcome).toMatchObject({ toasts: [], problem: 'Выделите ячейку.' });
    const no: Answer = { ...yes('х'), press: 'NO' };
    expect(run('cancelled', no).outcome).toMatchObject({ toasts: ['Отменено.'], problem: null });
  });

  test('a failure is one line, and what was written before it stays', () => {
    expect(run('broken')).toMatchObject({
      outcome: { kind: 'done', problem: 'Нет вкладки. Создайте её.' },
      cell: 'до сбоя',
    });
  });

  test('the menu is what onOpen adds', () => {
    const item = (caption: string, handler: string) => ({ caption, handler, items: [] });
    expect(readMenus({ bundle: BUNDLE, workbook: newWorkbook() })).toEqual([
      {
        title: 'Регламент',
        items: [
          item('Один', 'one'),
          { caption: null, handler: null, items: [] },
          { caption: 'Ещё', handler: null, items: [item('Два', 'two')] },
        ],
      },
    ]);
  });
});

describe('the file behind the workbench', () => {
  const made = (text: string): string => {
    const path = join(temporaryFolder(), 'Книга.xlsx');
    const workbook = newWorkbook();
    workbook.set('Лист1', 0, 0, text);
    saveWorkbook(workbook, path);
    return path;
  };

  test('every change is saved; an empty change is not', async () => {
    const book = openBook(made('было'));
    const before = book.version();
    await book.change((model) => {
      model.set('Лист1', 0, 0, 'стало');
    });
    expect(openWorkbook(book.path).get('Лист1', 0, 0)).toBe('стало');
    const after = book.version();
    expect(after).toBeGreaterThan(before);
    await book.change(() => undefined);
    expect(book.version()).toBe(after);
  });

  test('knows since when the rows of a sheet have been in their places', async () => {
    const path = made('было');
    const other = openWorkbook(path);
    other.addSheet('Другой', [['ничей']]);
    saveWorkbook(other, path);
    const book = openBook(path);
    const [first = 0, second = 0] = book.model().core.state.sheets.map(({ id }) => id);
    const opened = book.version();
    expect(openBook(path).version()).toBe(opened);
    await book.change((model) => {
      model.set('Лист1', 0, 0, 'стало');
    }, false);
    expect([book.settled(first), book.settled(second)]).toEqual([opened, opened]);
    await book.change((model) => {
      model.insertRow('Лист1', 0);
    });
    expect([book.settled(first), book.settled(second)]).toEqual([book.version(), opened]);
  });

  test('what another program has saved is read before a change', async () => {
    const path = made('было');
    const book = openBook(path);
    const other = openWorkbook(path);
    other.set('Лист1', 1, 0, 'чужое, и подлиннее');
    saveWorkbook(other, path);
    await book.change((model) => {
      model.set('Лист1', 0, 0, 'стало');
    });
    expect(openWorkbook(path).values('Лист1')).toEqual([['стало'], ['чужое, и подлиннее']]);
  });

  test('a workbook open in an office program is left alone', async () => {
    const book = openBook(made('было'));
    writeFileSync(join(book.path, '../.~lock.Книга.xlsx#'), '');
    const change = book.change((model) => {
      model.set('Лист1', 0, 0, 'стало');
    });
    await expect(change).rejects.toThrow('открыта в LibreOffice');
    expect(book.model().get('Лист1', 0, 0)).toBe('было');
  });
});
