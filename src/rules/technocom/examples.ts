// The numbers of the regulation, replayed through the rules by «Самопроверка»: every number of its text that
// the rules use, with its clause.
import { day, ruDay } from '../day.js';
import { officialCalendar } from '../holidays.js';
import { Fault } from '../kinds.js';
import { example, type WorkedExample } from '../programme.js';
import { defaultsOf } from '../settings.js';
import { compileWorktime } from '../worktime.js';
import { HOUR, plus, ruInstant } from '../zone.js';
import { type Claim, readClaim, statusOf } from './claims.js';
import { clockOf, workingDaysOf } from './desk.js';
import { limitOf } from './hours.js';
import { readInn } from './inn.js';
import { dueAfter, STEP_RULES } from './licences.js';
import type { RegistryRow } from './model.js';
import { settings } from './settings.js';
import type { Priority, Role, Step } from './words.js';
import { openHours } from './workday.js';

const DEFAULTS = defaultsOf(settings);
const { zone } = DEFAULTS;
const calendar = () => officialCalendar('РФ');

/** A complete request of 01.03.2024 that was confirmed on 05.03.2024. */
const requestRow = (): RegistryRow => ({
  row: 2,
  client: 'Пример',
  inn: '7204196795',
  contract: '1',
  address: 'Тюмень',
  partner: 'Пример',
  requested: zone.at(day('2024-03-01')),
  interest: 'проект',
  contact1: 'Первый',
  contact2: 'Второй',
  confirmed: day('2024-03-05'),
  rejected: null,
  extendBy: null,
  extensionAgreed: null,
  softwareListed: null,
  licencesBought: null,
  warned: null,
  detached: null,
  was: { status: null, reportDue: null, note: null },
});

const claimOn = (today: string, cells: Partial<RegistryRow> = {}): Claim =>
  readClaim(
    { ...requestRow(), ...cells },
    { key: 'пример', name: 'Пример', email: null, role: null },
    () => undefined,
    { settings: DEFAULTS, zone, today: day(today) },
  );
const stateOn = (today: string, cells: Partial<RegistryRow> = {}): string =>
  statusOf(claimOn(today, cells), day(today));
const untilOf = (cells: Partial<RegistryRow> = {}): string =>
  ruDay(claimOn('2024-05-01', cells).hold?.until ?? day('1970-01-01'));

const LISTED = { softwareListed: day('2024-04-01') };

/** The deadline of a ticket whose data arrived on Monday 11.03.2024 at 10:00. */
function deskDue(priority: Priority | null): string {
  const { intervals } = openHours(DEFAULTS);
  const worktime = compileWorktime({ calendar: calendar(), zone, intervals, shortDays: false });
  const type = priority === null ? 'Консультация' : 'Неисправность';
  const days = workingDaysOf({ type, priority, demo: false }, DEFAULTS) ?? 0;
  return ruInstant(zone, worktime.add(zone.at(day('2024-03-11'), 36_000), days * worktime.dayLength));
}

/** The clock, two weeks later, of a ticket of 11.03.2024 10:00 without a question. */
function silentClock(): string {
  const created = zone.at(day('2024-03-11'), 36_000);
  const clock = clockOf(
    plus(created, DEFAULTS.clarifyDays * 24 * HOUR),
    null,
    null,
    plus(created, 336 * HOUR),
  );
  return 'start' in clock ? ruInstant(zone, clock.start) : clock.waitsFor;
}

/** The deadline of a licence step whose previous step was completed on 31.01.2025. */
function stepDue(step: Step): string {
  const rule = STEP_RULES.find((one) => one.step === step);
  const around = { settings: DEFAULTS, calendar: calendar() };
  return rule ? ruDay(dueAfter(day('2025-01-31'), rule, { payBy: null }, around)) : '';
}

const hoursOf = (role: Role): string => String(limitOf(role, DEFAULTS));

export const examples: readonly WorkedExample[] = [
  example(
    'ИНН ООО «ТЕХНОКОМ» из регламента: контрольная цифра сходится',
    'титульный лист',
    '7204196795',
    () => {
      const inn = readInn('7204196795');
      return inn instanceof Fault ? inn.what : inn;
    },
  ),
  example('Закрепление с 05.03.2024 на 60 календарных дней', 'п. 3.1', '04.05.2024', () => untilOf()),
  example('Продление не больше 30 дней, хотя просили 45', 'п. 3.1', '03.06.2024', () =>
    untilOf({ extensionAgreed: day('2024-05-01'), extendBy: 45 }),
  ),
  example('На 61-й день без перечня ПО клиент свободен', 'п. 3.1', 'Срок истёк', () => stateOn('2024-05-05')),
  example('Перечень ПО получен в срок', 'п. 3.1', 'Закреплён', () => stateOn('2024-05-05', LISTED)),
  example(
    'Куплены лицензии: статус меняется, когда закончился срок',
    'п. 3.1',
    'Предварительно закреплён → Закреплён',
    () =>
      ['2024-05-04', '2024-05-05']
        .map((today) => stateOn(today, { licencesBought: day('2024-04-01') }))
        .join(' → '),
  ),
  example('Отчёт нужен к ближайшему 15 января', 'п. 3.2', '15.01.2025', () => {
    const due = claimOn('2024-06-01', LISTED).reporting?.due;
    return due === undefined ? '' : ruDay(due);
  }),
  example('Предупреждение — на третий день без отчёта', 'п. 3.3', 'Закреплён → Предупреждение', () =>
    ['2025-01-17', '2025-01-18'].map((today) => stateOn(today, LISTED)).join(' → '),
  ),
  example(
    'Через 10 дней клиент может быть откреплён',
    'п. 3.3',
    'Предупреждение → Подлежит откреплению',
    () => ['2025-01-25', '2025-01-26'].map((today) => stateOn(today, LISTED)).join(' → '),
  ),
  example('За трое суток никто не спросил: данных достаточно', 'п. 4.2', '14.03.2024 10:00', silentClock),
  example('Срочный: 1 рабочий день', 'п. 4.3', '12.03.2024 10:00', () => deskDue('Срочный')),
  example('Высокий: 3 рабочих дня', 'п. 4.3', '14.03.2024 10:00', () => deskDue('Высокий')),
  example('Нормальный: до 21 рабочего дня', 'п. 4.3', '09.04.2024 10:00', () => deskDue('Нормальный')),
  example('Консультация: до 5 рабочих дней', 'п. 4.3', '18.03.2024 10:00', () => deskDue(null)),
  example('80 рабочих часов в год авторизованному партнёру', 'п. 6.1', '80', () => hoursOf('авторизованный')),
  example('160 рабочих часов в год официальному партнёру', 'п. 6.1', '160', () => hoursOf('официальный')),
  example('Проект и счёт: 5 рабочих дней', 'п. 7.1', '07.02.2025', () => stepDue('Проект и счёт')),
  example('Сканы: 5 рабочих дней', 'п. 7.1', '07.02.2025', () => stepDue('Сканы')),
  example('Оплата: 5 рабочих дней, если договор не говорит иного', 'п. 7.1', '07.02.2025', () =>
    stepDue('Оплата'),
  ),
  example('Акт: 1 месяц после оплаты 31 января', 'п. 8.2', '28.02.2025', () => stepDue('Акт')),
  example('Оригиналы: 1 неделя', 'п. 8.2', '07.02.2025', () => stepDue('Оригиналы')),
  example('Возврат подписанных экземпляров: 1 неделя', 'п. 8.2', '07.02.2025', () => stepDue('Возврат')),
];
