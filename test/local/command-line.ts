// Shared by the tests of the command line: a small bundle, and a command that runs in this process.
import { runCommand } from '../../src/local/command.js';

const BUNDLE = `
function report(action, more) { return Object.assign({ action: action, message: 'Готово: ' + action, rows: {}, changed: {}, errors: 0, letters: { queued: 0, sent: 0, failed: 0 } }, more); }
function put(title, text) {
  Sheets.Spreadsheets.batchUpdate({ requests: [
    { addSheet: { properties: { title: title, sheetId: 7 } } },
    { updateCells: { start: { sheetId: 7 }, fields: 'userEnteredValue', rows: [{ values: [{ userEnteredValue: { stringValue: text } }] }] } }
  ] }, 'local');
}
function setup() { put('Рейтинг', Array.prototype.join.call(arguments, '+')); return report('setup', { rows: { 'Рейтинг': 1 } }); }
function recompute() { return report('recompute'); }
function whatChanges() { return report('whatChanges', { message: 'Изменится 1 ячейка' }); }
function send() { MailApp.sendEmail({ to: 'a@b.ru', subject: 'т', body: 'б' }); return report('send', { letters: { queued: 0, sent: 1, failed: 0 } }); }
function tick() { return report('tick'); }
function daily() { put('Рейтинг', 'до сбоя'); var e = new Error('Нет вкладки «Сделки».\\nСоздайте её.'); e.expected = true; throw e; }
function explain(a, b) { return [{ 'строка': b, 'почему': a }, { 'строка': 12, 'почему': 'п. 3.1' }]; }
function sums() { return report('whatChanges', { result: [['Сумма', 72003.5, 0], ['Сумма', 1, 2000], ['Строк', 2, 2010]].map(function (one) { return { tab: 'Счёт', column: one[0], before: one[1], after: one[2] }; }) }); }
function changes() { return report('whatChanges', { result: { changes: [{ tab: 'Рейтинг', row: 2, subject: 'кот', before: 0, after: 1 }] } }); }
function letters() { return [{ status: 'черновик', notBefore: '', to: 'a@b.ru', subject: 'Тема письма', text: 'Текст письма' }]; }
function register() { return report('register', { result: [{ 'Сумма': 3000, 'Строка': 2010 }, { 'Сумма': -500.5, 'Строка': 3 }] }); }
function onOpen() {
  var ui = SpreadsheetApp.getUi();
  ui.createMenu('Регламент').addItem('Пересчитать', 'recompute').addSeparator().addItem('Почему такая цифра?', 'explain')
    .addItem('Справка', 'help').addItem('Без окна', 'plain')
    .addSubMenu(ui.createMenu('Рефералы').addItem('Реестр…', 'register')).addToUi();
}
function hostile() { console.log('\\u001b[2J'); if (arguments.length > 0) throw new Error('Нет «\\u001b]0;x\\u0007».'); return [{ 'Кто': '\\u001b[31mкот\\u0085', 'Текст': 'а\\r\\nб\\tв\\u007f' }]; }
function told() { return report('told', { message: 'одна\\r\\nдве\\tтри\\u0000' }); }
function help() {
  put('След', 'справки');
  try {
    SpreadsheetApp.getUi().showModalDialog(HtmlService.createHtmlOutput('<head><title>Окно</title><style>p{}</style></head><h1>О «Регламенте»</h1><p class="x">Первый\\n  <b>абзац</b> &lt;1&gt;.</p><ul><li>пункт &amp;lt;</li><li>другой</li></ul><h2>Ещё</h2><p>Второй.</p>'), 'Окно');
  } catch (e) {}
  return 'Справка открыта.';
}
function plain() { return 'Одна фраза.'; }
function nothing() { return { a: { b: 1 } }; }
function programmeList() { return [{ id: 'первая' }, { id: 'вторая' }]; }
function doGet() { return HtmlService.createHtmlOutput('<h1>Рейтинг</h1>').setTitle('Марафон'); }
`;

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function cli(...argv: readonly string[]): Promise<Result> {
  let out = '';
  let err = '';
  const code = await runCommand(argv, {
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
    bundle: () => BUNDLE,
    samples: () => ({}),
    debug: false,
    lockWaitMs: 100,
  });
  return { code, out, err };
}

export const lines = (text: string): number => text.trimEnd().split('\n').length;
