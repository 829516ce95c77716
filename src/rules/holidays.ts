// Holidays and moved working days of РФ and РК, 2023–2027: the initial rows of «Календарь», and the days that
// apply without the tab. Sources: government decrees №1505, №1314, №1335, №1466 (РФ) and the labour calendar
// of РК.
import { type Calendar, compileCalendar } from './calendar.js';
import { type Day, day } from './day.js';

export type Country = 'РФ' | 'РК';
export const COUNTRIES = ['РФ', 'РК'] as const satisfies readonly Country[];

export interface Holiday {
  readonly country: Country;
  readonly date: Day;
  readonly working: boolean;
  readonly name: string;
}

/** `dd.mm` of a day off and its name. */
type Named = readonly [date: string, name: string];

interface Year {
  readonly year: number;
  /** Holidays that are not on this day, or not kept, every year. */
  readonly own?: readonly Named[];
  /** `dd.mm` of additional days off. */
  readonly off: readonly string[];
  /** `dd.mm` of weekend days that are working days. */
  readonly on?: readonly string[];
  /** `dd.mm` of working days that end an hour earlier. */
  readonly short?: readonly string[];
  readonly preliminary?: true;
}

const YEARLY_RU: readonly Named[] = [
  ...['01', '02', '03', '04', '05', '06', '08'].map((d) => [`${d}.01`, 'Новогодние каникулы'] as const),
  ['07.01', 'Рождество Христово'],
  ['23.02', 'День защитника Отечества'],
  ['08.03', 'Международный женский день'],
  ['01.05', 'Праздник Весны и Труда'],
  ['09.05', 'День Победы'],
  ['12.06', 'День России'],
  ['04.11', 'День народного единства'],
];

const RU: readonly Year[] = [
  { year: 2023, off: ['24.02', '08.05', '06.11'], short: ['22.02', '07.03', '03.11'] },
  {
    year: 2024,
    off: ['29.04', '30.04', '10.05', '30.12', '31.12'],
    on: ['27.04', '02.11', '28.12'],
    short: ['22.02', '07.03', '08.05', '11.06', '02.11'],
  },
  {
    year: 2025,
    off: ['02.05', '08.05', '13.06', '03.11', '31.12'],
    on: ['01.11'],
    short: ['07.03', '30.04', '11.06', '01.11'],
  },
  { year: 2026, off: ['09.01', '09.03', '11.05', '31.12'], short: ['30.04', '08.05', '11.06', '03.11'] },
  { year: 2027, off: [], preliminary: true },
];

const YEARLY_KZ: readonly Named[] = [
  ['01.01', 'Новый год'],
  ['02.01', 'Новый год'],
  ['07.01', 'Рождество Христово'],
  ['08.03', 'Международный женский день'],
  ['21.03', 'Наурыз мейрамы'],
  ['22.03', 'Наурыз мейрамы'],
  ['23.03', 'Наурыз мейрамы'],
  ['01.05', 'Праздник единства народа Казахстана'],
  ['07.05', 'День защитника Отечества'],
  ['09.05', 'День Победы'],
  ['06.07', 'День столицы'],
  ['25.10', 'День Республики'],
  ['16.12', 'День Независимости'],
];

const kurban = (date: string): Named => [date, 'Курбан-айт'];
/** Of РК: 30 August up to 2025, none in 2026, 15 March from 2027. */
const constitution = (date: string): Named => [date, 'День Конституции'];

const KZ: readonly Year[] = [
  {
    year: 2023,
    own: [kurban('28.06'), constitution('30.08')],
    off: ['03.01', '08.05', '07.07', '18.12'],
    on: ['01.07'],
  },
  {
    year: 2024,
    own: [kurban('16.06'), constitution('30.08')],
    off: ['25.03', '08.05', '08.07'],
    on: ['04.05'],
  },
  {
    year: 2025,
    own: [kurban('06.06'), constitution('30.08')],
    off: ['03.01', '10.03', '24.03', '25.03', '07.07', '01.09', '27.10'],
    on: ['05.01'],
  },
  { year: 2026, own: [kurban('27.05')], off: ['09.03', '24.03', '25.03', '11.05', '26.10'] },
  // By the rule for moving days off: 2 January, 21 March, 1 and 9 May fall on weekends.
  {
    year: 2027,
    own: [kurban('16.05'), constitution('15.03')],
    off: ['04.01', '24.03', '03.05', '10.05'],
    preliminary: true,
  },
];

function at(dayMonth: string, year: number): Day {
  const [date, month] = dayMonth.split('.');
  return day(`${year}-${month}-${date}`);
}

function yearRows(country: Country, yearly: readonly Named[], year: Year): Holiday[] {
  const { own = [], off, on = [], short = [], preliminary = false } = year;
  const row = (dayMonth: string, working: boolean, name: string): Holiday => ({
    country,
    date: at(dayMonth, year.year),
    working,
    name: preliminary ? `${name} (предварительно)` : name,
  });
  return [
    ...[...yearly, ...own].map(([date, name]) => row(date, false, name)),
    ...off.map((date) => row(date, false, 'Перенос выходного дня')),
    ...on.map((date) =>
      row(date, true, `Рабочий день (перенос)${short.includes(date) ? ', сокращённый' : ''}`),
    ),
    ...short.filter((date) => !on.includes(date)).map((date) => row(date, true, 'Сокращённый день')),
  ].sort((a, b) => a.date - b.date);
}

/** Every known row, by country and date. */
export const officialDays = (): readonly Holiday[] => [
  ...RU.flatMap((year) => yearRows('РФ', YEARLY_RU, year)),
  ...KZ.flatMap((year) => yearRows('РК', YEARLY_KZ, year)),
];

/** A country's calendar as far as officially published. */
export const officialCalendar = (country: Country): Calendar =>
  compileCalendar(
    officialDays()
      .filter((row) => row.country === country)
      .map((row) => ({ ...row, short: row.working && isShortName(row.name) })),
  );

/** Whether a row's name marks a working day an hour shorter. */
export const isShortName = (name: string): boolean => /сокращ/i.test(name);
