// «Самопроверка»: the worked examples of the regulations through the real rules, and each host service on a scratch tab.
import { sha256Hex } from '../rules/hash.js';
import type { Programme } from '../rules/programme.js';
import { quoted } from '../sheets/grid.js';
import { type Host, StaleWorkbook } from '../sheets/ports.js';

export interface Check {
  readonly Проверка: string;
  readonly Основание: string;
  readonly Ожидали: string;
  readonly Получили: string;
  readonly Итог: 'верно' | 'НЕВЕРНО';
}

const check = (title: string, clause: string, expected: string, actual: string): Check => ({
  Проверка: title,
  Основание: clause,
  Ожидали: expected,
  Получили: actual,
  Итог: expected === actual ? 'верно' : 'НЕВЕРНО',
});

const attempt = (work: () => string): string => {
  try {
    return work();
  } catch (error) {
    return `сбой: ${error instanceof Error ? error.message : String(error)}`;
  }
};

/** Runs every check; a failing one is a line, never an exception. */
export function selfChecks(host: Host, programmes: readonly Programme[]): readonly Check[] {
  const examples = programmes.flatMap((programme) =>
    programme.examples.map((example) => {
      try {
        const { expected, actual } = example.run();
        return check(`${programme.title}: ${example.title}`, example.clause, expected, actual);
      } catch (error) {
        return check(
          `${programme.title}: ${example.title}`,
          example.clause,
          '',
          `сбой: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }),
  );
  return [...examples, ...hostChecks(host)];
}

/** Whether Google refuses a second mark under one number: what a write rests on whose answer was lost (sheets/stamps.ts). */
function takenTwice(host: Host, sheetId: number): string {
  const createDeveloperMetadata = {
    developerMetadata: {
      metadataId: SCRATCH_MARK,
      metadataKey: 'reglament.selftest',
      location: { sheetId },
      visibility: 'DOCUMENT',
    },
  };
  try {
    host.book.write([{ createDeveloperMetadata }, { createDeveloperMetadata }]);
    return 'занят дважды';
  } catch (error) {
    if (error instanceof StaleWorkbook) return 'отказано';
    throw error;
  }
}
/** Far from the numbers of stamps, which count from 1. */
const SCRATCH_MARK = 2_000_000_011;

const SCRATCH = 'Самопроверка (временная)';

function hostChecks(host: Host): Check[] {
  const sheets = host.book.describe();
  const left = sheets.find((sheet) => sheet.title === SCRATCH);
  if (left) host.book.write([{ deleteSheet: { sheetId: left.sheetId } }]);
  const sheetId = Math.max(0, ...sheets.map((sheet) => sheet.sheetId)) + 1;
  const texts = ['=1+1', '+7 900 000-00-00', '@x', '1/2', '-1'];
  const checks: Check[] = [];
  try {
    host.book.write([
      { addSheet: { properties: { sheetId, title: SCRATCH } } },
      {
        updateCells: {
          start: { sheetId, rowIndex: 0, columnIndex: 0 },
          rows: [
            { values: texts.map((stringValue) => ({ userEnteredValue: { stringValue } })) },
            {
              values: [
                {
                  userEnteredValue: { numberValue: 45190.5 },
                  userEnteredFormat: { numberFormat: { type: 'DATE_TIME', pattern: 'dd.mm.yyyy hh:mm' } },
                },
                { userEnteredValue: { boolValue: true } },
              ],
            },
          ],
          fields: 'userEnteredValue,userEnteredFormat.numberFormat',
        },
      },
    ]);
    const grid = host.book.read([quoted(SCRATCH)])[0] ?? [];
    checks.push(
      check(
        'Текст остаётся текстом',
        'формулы из чужого текста не исполняются',
        texts.join(' | '),
        (grid[0] ?? []).join(' | '),
      ),
      check(
        'Дата и флажок читаются как записаны',
        'дата — число дней, флажок — да/нет',
        '45190.5 | true',
        (grid[1] ?? []).join(' | '),
      ),
      check(
        'Номер метки нельзя занять дважды',
        'запись не повторится, если ответ на неё потерян',
        'отказано',
        takenTwice(host, sheetId),
      ),
    );
  } finally {
    host.book.write([{ deleteSheet: { sheetId } }]);
  }
  checks.push(
    check(
      'SHA-256',
      'розыгрыши и отпечатки',
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      attempt(() => sha256Hex('abc')),
    ),
    check(
      'Лимит писем известен',
      'почта',
      'да',
      attempt(() => (Number.isFinite(host.mailer.quota()) ? 'да' : 'нет')),
    ),
    check(
      'Память книги',
      'привязка вкладок',
      'да',
      attempt(() => {
        host.store.set('selftest', 'да');
        return host.store.get('selftest') ?? '';
      }),
    ),
    check(
      'Список автоматических запусков',
      'ежедневный запуск',
      'да',
      attempt(() => (Array.isArray(host.triggers.list()) ? 'да' : 'нет')),
    ),
  );
  return checks;
}
