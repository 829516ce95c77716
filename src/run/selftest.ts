// «Самопроверка»: runs the worked examples of the regulations through the real rules, and each host service
// on a scratch tab.
import { TABS_PROPERTY } from '../names.js';
import { sha256Hex } from '../rules/hash.js';
import type { Programme } from '../rules/programme.js';
import { count } from '../rules/text.js';
import { instant, ruInstant, zoneNamed } from '../rules/zone.js';
import { persistently } from './attempts.js';
import { type Grid, quoted } from '../sheets/grid.js';
import { messageOf } from '../sheets/answers.js';
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

const attempt = <T>(work: () => T, instead: (failure: string) => T): T => {
  try {
    return work();
  } catch (error) {
    return instead(`сбой: ${messageOf(error)}`);
  }
};

/** Runs every check; a failed one is returned as a line and never throws. */
export const selfChecks = (host: Host, programmes: readonly Programme[]): readonly Check[] => [
  ...programmes.flatMap((programme) =>
    programme.examples.map((example) => {
      const { expected, actual } = attempt(
        () => example.run(),
        (failure) => ({ expected: '', actual: failure }),
      );
      return check(`${programme.title}: ${example.title}`, example.clause, expected, actual);
    }),
  ),
  ...hostChecks(host),
];

/** The outcome of the checks, for staff. */
export function checksSummary(checks: readonly Check[]): string {
  const wrong = checks.filter((one) => one.Итог !== 'верно').length;
  return wrong === 0
    ? `Всё верно: ${count(checks.length, 'проверка', 'проверки', 'проверок')}.`
    : `Не сошлось: ${wrong} из ${checks.length}. Пришлите разработчикам снимок этого окна.`;
}

const SCRATCH = 'Самопроверка (временная)';
/** Well away from the ids of stamps, which count from 1. */
const SCRATCH_MARK = 2_000_000_011;
/** As many ranges of the scratch tab as a request takes. */
const MANY = 46;
const TEXTS = ['=1+1', '+7 900 000-00-00', '@x', '1/2', '-1'];

/** Deletes the scratch tab if it exists. */
const clear = (host: Host): string =>
  persistently(() => {
    const left = host.book.describe().find((sheet) => sheet.title === SCRATCH);
    if (left) host.book.write([{ deleteSheet: { sheetId: left.sheetId } }]);
    return 'да';
  });

/** Creates the scratch tab and reads back its two rows. */
function written(host: Host): Grid {
  return persistently(() => {
    clear(host);
    const sheetId = Math.max(0, ...host.book.describe().map((sheet) => sheet.sheetId)) + 1;
    host.book.write([
      { addSheet: { properties: { sheetId, title: SCRATCH } } },
      {
        updateCells: {
          start: { sheetId, rowIndex: 0, columnIndex: 0 },
          rows: [
            { values: TEXTS.map((stringValue) => ({ userEnteredValue: { stringValue } })) },
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
    return host.book.read([quoted(SCRATCH)])[0] ?? [];
  });
}

/**
 * Whether Google refuses a second piece of metadata under the same id: writes whose response was lost depend
 * on it (sheets/stamps.ts).
 */
const takenTwice = (host: Host): string =>
  persistently(() => {
    const scratch = host.book.describe().find((sheet) => sheet.title === SCRATCH);
    if (!scratch) return 'нет временной вкладки';
    const createDeveloperMetadata = {
      developerMetadata: {
        metadataId: SCRATCH_MARK,
        metadataKey: 'reglament.selftest',
        location: { sheetId: scratch.sheetId },
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
  });

function hostChecks(host: Host): Check[] {
  let grid: Grid = [];
  const tried = (title: string, clause: string, expected: string, work: () => string): Check =>
    check(title, clause, expected, attempt(work, String));
  const failure = attempt(() => ((grid = written(host)), ''), String);
  const row = (index: number): string => failure || (grid[index] ?? []).join(' | ');
  return [
    check('Текст остаётся текстом', 'формулы из чужого текста не исполняются', TEXTS.join(' | '), row(0)),
    check(
      'Дата и флажок читаются как записаны',
      'дата — число дней, флажок — да или нет',
      '45190.5 | true',
      row(1),
    ),
    tried(
      'Длинный запрос читается',
      'пересчёт читает много столбцов сразу',
      String(MANY),
      () => failure || String(host.book.read(Array<string>(MANY).fill(`${quoted(SCRATCH)}!1:1`)).length),
    ),
    tried(
      'Повторная запись распознаётся',
      'запись не повторится, если ответ на неё потерян',
      'отказано',
      () => takenTwice(host),
    ),
    tried('Временная вкладка удалена', 'самопроверка не оставляет следов', 'да', () => clear(host)),
    tried(
      'Часовые пояса обновлены',
      'Казахстан с 1 марта 2024 года живёт по UTC+5',
      '01.06.2024 12:00',
      () => {
        const zone = zoneNamed('Asia/Almaty');
        return zone ? ruInstant(zone, instant(Date.UTC(2024, 5, 1, 7))) : 'нет пояса';
      },
    ),
    tried(
      'Контрольная сумма (SHA-256)',
      'по ней проводятся розыгрыши',
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      () => sha256Hex('abc'),
    ),
    tried('Лимит писем известен', 'почта', 'да', () => yes(Number.isFinite(host.mailer.quota()))),
    tried('Служебная память книги', 'переименованные вкладки узнаются', 'да', () => {
      // Its own value, so that nothing is left behind.
      const kept = host.store.get(TABS_PROPERTY) ?? '{}';
      host.store.set(TABS_PROPERTY, kept);
      return yes(host.store.get(TABS_PROPERTY) === kept);
    }),
    tried('Список автоматических запусков', 'ежедневный запуск', 'да', () =>
      yes(Array.isArray(host.triggers.list())),
    ),
  ];
}

const yes = (holds: boolean): string => (holds ? 'да' : 'нет');
