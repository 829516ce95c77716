// Sample rows for new users: twelve webinars of eight invented partners in all states, and 400 registrations.
import { chance } from '../chance.js';
import { addDays, day, type Day, serialFromDay } from '../day.js';
import type { Cell } from '../kinds.js';
import type { Demo } from '../programme.js';
import { COORDINATORS, type DemoWebinar, PARTNERS, WEBINARS } from './demo-cases.js';
import { announcement, BUDGET, COMPETITORS, FAULTY_ANNOUNCEMENTS, VIOLATIONS } from './demo-texts.js';
import type { WebinarTabs } from './model.js';
import { tabs } from './tabs.js';

type DemoRow = Readonly<Record<string, Cell>>;

/** A Thursday, half an hour into W-05; W-06 is tomorrow, and two weekly reminders were sent at ten. */
const NOW = '2024-03-14T11:30:00+05:00';
const TODAY = day('2024-03-14');

/** Serial of a day, or of a wall-clock time on it. */
const cellOf = (d: Day, minutes = 0): number => serialFromDay(d) + minutes / 1_440;

const SURNAMES = [
  'Образцов',
  'Примеров',
  'Пробников',
  'Тестов',
  'Макетов',
  'Шаблонов',
  'Эскизов',
  'Черновиков',
];
const NAMES = ['Мир', 'Лад', 'Яр', 'Клён', 'Ветер', 'Свет', 'Север'];
const COMPANIES = ['Сирень-Пример', 'Жасмин-Образец', 'Пион-Тест', 'Фиалка-Проба', 'Нарцисс-Эскиз'];
const POSITIONS = ['директор', 'маркетолог', 'руководитель отдела продаж', 'менеджер', 'администратор'];
const DOMAINS = ['example.com', 'example.org', 'example.net'];
const at = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

const webinarRow = (webinar: DemoWebinar, index: number): DemoRow => ({
  code: webinar.code,
  partner: PARTNERS[webinar.partner]?.name ?? '',
  partnerEmail: `info@${PARTNERS[webinar.partner]?.host ?? ''}`,
  coordinator: at(COORDINATORS, index),
  topic: webinar.topic,
  start: cellOf(webinar.date, webinar.hour * 60),
  end: cellOf(webinar.date, webinar.hour * 60 + 90),
  link: `https://meet.example.com/${webinar.code.toLowerCase()}`,
  ...(webinar.recording === undefined ? {} : { recording: webinar.recording }),
  ...Object.fromEntries(Object.entries(webinar.dates).map(([key, iso]) => [key, cellOf(day(iso))])),
});

/** Welcome, product, case. In W-08 talks overlap; in W-09 the talk about the product is too short. */
function talkRows(webinar: DemoWebinar): readonly DemoRow[] {
  const clock = (minutes: number): string =>
    `${webinar.hour + Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  const company = PARTNERS[webinar.partner]?.name ?? '';
  const talk = (from: number, to: number, topic: string, more: DemoRow = {}): DemoRow => ({
    webinar: webinar.code,
    start: clock(from),
    end: clock(to),
    topic,
    speaker: `${at(NAMES, webinar.partner)} ${at(SURNAMES, webinar.partner + from)}`,
    company,
    ...more,
  });
  const { product = 'Битрикс24' } = webinar;
  const productEnd = webinar.code === 'W-09' ? 30 : 50;
  return [
    talk(0, 10, 'Приветственное слово организатора'),
    talk(10, productEnd, `Обзор возможностей: ${product}`, { product }),
    talk(webinar.code === 'W-08' ? 40 : 50, 75, 'Кейс: как мы это внедрили'),
    talk(75, 90, 'Ответы на вопросы'),
  ];
}

/** Faults of every so many-th registration. */
const FAULTS: readonly ((row: Record<string, Cell>) => void)[] = [
  (row) => delete row['position'],
  (row) => (row['phone'] = '555-01-02'),
  (row) => (row['consent'] = false),
  (row) => (row['email'] = 'адрес уточняется'),
  (row) => (row['refuse'] = 'конкурент'),
  (row) => delete row['company'],
  (row) => (row['refuse'] = 'учащийся'),
  (row) => (row['erase'] = true),
];
const FAULT_EVERY = 17;
const REPEAT_EVERY = 43;

function listenerRows(roll: (n: number) => number): readonly DemoRow[] {
  const rows: Record<string, Cell>[] = [];
  for (const webinar of WEBINARS) {
    const last = webinar.date <= TODAY ? addDays(webinar.date, -1) : addDays(TODAY, -1);
    for (let place = 0; place < webinar.registrations; place += 1) {
      const person = rows.length;
      const previous = rows[person - 1];
      const registered = cellOf(addDays(last, -roll(27)), 480 + roll(600));
      const row: Record<string, Cell> =
        place > 0 && person % REPEAT_EVERY === 0 && previous
          ? { ...previous }
          : {
              webinar: webinar.code,
              surname: at(SURNAMES, roll(SURNAMES.length)),
              name: at(NAMES, roll(NAMES.length)),
              company: at(COMPANIES, roll(COMPANIES.length)),
              position: at(POSITIONS, roll(POSITIONS.length)),
              email: `listener.${person + 1}@${at(DOMAINS, person)}`,
              phone: `+7 700 555 ${String(10 + (person % 90))} ${String(10 + roll(90))}`,
              consent: true,
            };
      row['registeredAt'] = registered;
      if (person % FAULT_EVERY === FAULT_EVERY - 1)
        FAULTS[Math.floor(person / FAULT_EVERY) % FAULTS.length]?.(row);
      rows.push(row);
    }
  }
  // An unreadable date (the row is in error, its listener is informed), and one in the future.
  const slips: readonly (readonly [number, Cell])[] = [
    [300, '30.02.2024'],
    [340, cellOf(addDays(TODAY, 2), 600)],
  ];
  for (const [index, value] of slips) {
    const row = rows[index];
    if (row) row['registeredAt'] = value;
  }
  return rows;
}

/** Accepted listeners who attended, some twice; a guest without registration; a visit of seconds. */
function attendanceRows(listeners: readonly DemoRow[], roll: (n: number) => number): readonly DemoRow[] {
  const rows: DemoRow[] = [];
  for (const webinar of WEBINARS) {
    const { listeners: coming = 0 } = webinar;
    if (coming === 0) continue;
    const own = listeners.filter(
      (row) => row['webinar'] === webinar.code && String(row['email']).includes('@'),
    );
    own.slice(0, coming - 1).forEach((row, index) => {
      const email = row['email'] ?? '';
      rows.push({ webinar: webinar.code, email, minutes: index % 9 === 4 ? '' : 20 + roll(70) });
      if (index % 11 === 5) rows.push({ webinar: webinar.code, email, minutes: 5 + roll(20) });
    });
    rows.push({
      webinar: webinar.code,
      email: `guest.${webinar.code.toLowerCase()}@example.org`,
      minutes: 45,
    });
    rows.push({ webinar: webinar.code, email: own[coming]?.['email'] ?? '', minutes: 0.5 });
  }
  rows.push({ webinar: 'W-04', email: 'без адреса', minutes: 10 });
  return rows;
}

/** The flags that a page needs. */
const DEMANDED = Object.entries(tabs.landings.columns).flatMap(([key, column]) =>
  'wanted' in column && column.wanted ? [[key, true] as const] : [],
);

/** A page for each webinar except the draft; three are not accepted. */
function landingRows(): readonly DemoRow[] {
  const faults: Readonly<Record<string, DemoRow>> = {
    'W-06': { text: 'Расскажем, как роботы сэкономят Ваше время. Вы увидите примеры.' },
    'W-08': { vendorConsent: false, captcha: true },
    'W-09': { platform: 'другая' },
  };
  return WEBINARS.filter((webinar) => webinar.code !== 'W-10').map((webinar, index) => ({
    webinar: webinar.code,
    address: `https://${PARTNERS[webinar.partner]?.host ?? ''}/${webinar.code.toLowerCase()}`,
    platform: index % 2 === 0 ? 'Битрикс24.Сайты' : '1С-Битрикс: Управление сайтом',
    text: `Вебинар «${webinar.topic}» для тех, кто хочет работать спокойнее. Вы получите запись и ответы на ваши вопросы.`,
    ...Object.fromEntries(DEMANDED),
    ...faults[webinar.code],
  }));
}

const announcementRows = (): readonly DemoRow[] => [
  ...WEBINARS.filter((webinar) => webinar.registrations > 0).flatMap((webinar) => [
    announcement(webinar, 'ВКонтакте', 15_000),
    announcement(webinar, 'Email-рассылка', 8_000),
  ]),
  ...FAULTY_ANNOUNCEMENTS,
];

/** The sample as staff would have typed it. */
export function demo(): Demo<WebinarTabs> {
  const roll = chance(14_032_024);
  const listeners = listenerRows(roll);
  const backwards: DemoRow = {
    code: 'W-13',
    partner: PARTNERS[3].name,
    partnerEmail: `info@${PARTNERS[3].host}`,
    coordinator: COORDINATORS[0],
    topic: 'Строка с ошибкой: окончание раньше начала',
    start: cellOf(day('2024-05-16'), 11 * 60),
    end: cellOf(day('2024-05-16'), 10 * 60),
  };
  return {
    now: NOW,
    rows: {
      webinars: [...WEBINARS.map(webinarRow), backwards],
      talks: WEBINARS.filter((webinar) => webinar.code !== 'W-10').flatMap(talkRows),
      listeners,
      attendance: attendanceRows(listeners, roll),
      budget: BUDGET,
      announcements: announcementRows(),
      landings: landingRows(),
      violations: VIOLATIONS.map(({ row, date }) => ({ ...row, date: cellOf(date) })),
    },
    settings: { Конкуренты: COMPETITORS, 'Контакт по удалению данных': 'privacy@example.com' },
  };
}
