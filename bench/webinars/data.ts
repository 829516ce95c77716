// A season of `size` webinars: about sixty registrations each, half of them attending, a budget,
// announcements, violations. Most webinars have ended, some are in the future. Talks and landing pages are
// left out: no point or bonus depends on them.
import type { Cell } from '../../src/rules/kinds.js';
import { clock, type Data, isoOf, serialOf, typedDay } from '../data.js';
import { type Random, seeded } from '../random.js';

const FIRST = serialOf('2024-04-15');
const DAYS = 300;
const TODAY = serialOf('2024-11-20');
const NOW = TODAY + clock(12, 0);
const SURNAMES = ['Ахметова', 'Ким', 'Иванов', 'Оспанов', 'Schmidt'] as const;
const CHANNELS = ['Рассылка', 'Соцсети', 'СМИ', 'Контекстная реклама', 'Радио'] as const;
const FAIR_TEXTS = [
  'Приглашаем на бесплатный вебинар «CRM без рутины». Регистрация: events@example.com',
  'Вебинар при поддержке 1С-Битрикс: бесплатно, регистрация по телефону +7 701 123 45 67',
  'Вебинар от партнёра 1С-Битрикс. Участие бесплатно, регистрация: events@example.com',
] as const;
const VENDOR_TEXTS = [
  'Бесплатный вебинар от 1С-Битрикс! Регистрация: events@example.com',
  'ВЕБИНАР ОТ «1C-BITRIX» — бесплатно, регистрация: events@example.com',
  'Мероприятия от 1С:Битрикс. Бесплатно, регистрация: events@example.com',
] as const;
const VIOLATIONS = [
  'изменение программы',
  'размещение',
  'размещение',
  'иное',
  'передача материалов',
  'отказ',
] as const;

/** Nobody enters what has not happened yet. */
const past = (day: number): Cell => (day <= TODAY ? day : '');
const toMinute = (serial: number): number => Math.floor(serial * 1_440) / 1_440;

function webinarRow(random: Random, webinar: number, start: number): Cell[] {
  const day = Math.floor(start);
  const dated = (share: number, from: number, spread: number): Cell =>
    random.chance(share) ? past(day + from + random.int(spread)) : '';
  return [
    random.chance(0.003) ? 'ВБ-0' : `ВБ-${webinar}`,
    `Партнёр ${random.int(20)}`,
    random.chance(0.003) ? 'нет почты' : `partner${webinar}@example.com`,
    'coordinator@example.com',
    'CRM без рутины',
    start,
    random.chance(0.003) ? start - clock(1, 0) : start + clock(1, 30),
    'https://example.com/live',
    random.chance(0.3) ? 'https://example.com/record' : '',
    random.chance(0.08) ? past(day - 11) : dated(0.98, -25, 12),
    dated(0.95, -13, 4),
    dated(0.95, -25, 10),
    dated(0.95, -13, 4),
    dated(0.9, -10, 4),
    dated(0.9, 1, 2),
    dated(0.92, 1, 8),
    ...[0, 0, 0, 0, 0, 0].map(() => dated(0.7, 1, 8)),
    // Some refusals have a future date.
    random.chance(0.03) ? past(day - random.int(20)) : random.chance(0.01) ? TODAY + 4 : '',
    random.chance(0.1) ? past(day - 8) : '',
  ];
}

function listenerRow(random: Random, code: string, email: string, start: number): Cell[] {
  const at = random.chance(0.002) ? NOW + 1 : toMinute(Math.min(start, NOW) - random.next() * 25);
  const digits = 7_010_000_000 + random.int(9_999_999);
  return [
    code,
    random.chance(0.01) ? '' : random.pick(SURNAMES),
    'Айгуль',
    random.chance(0.01) ? ' ' : 'ТОО Ромашка',
    'Директор',
    random.chance(0.01) ? 'нет' : random.chance(0.03) ? email.toUpperCase() : email,
    random.chance(0.01) ? '12-34' : random.chance(0.05) ? digits : `+7 (${digits % 1_000}) ${digits}`,
    random.chance(0.97),
    random.chance(0.01) ? `${typedDay(at)} 09:15` : random.chance(0.002) ? 'вчера' : at,
    random.chance(0.002) ? 'студент' : random.chance(0.01) ? 'конкурент' : '',
    random.chance(0.005),
  ];
}

function budgetRow(random: Random, code: string, item: string, channel: string): Cell[] {
  const planned = 5_000 + random.int(300) * 100;
  return [
    code,
    item,
    random.chance(0.05) ? channel.toUpperCase() : channel,
    random.chance(0.005) ? -planned : planned,
    random.chance(0.95) ? planned - random.int(5) * 500 : '',
    random.chance(0.95) ? planned + (random.int(400_000) - 200_000) / 100 : '',
    random.chance(0.95),
    random.chance(0.9),
  ];
}

export function webinarsData(size: number): Data {
  const random = seeded(size + 4);
  const webinars: Cell[][] = [];
  const listeners: Cell[][] = [];
  const attendance: Cell[][] = [];
  const budget: Cell[][] = [];
  const announcements: Cell[][] = [];
  const violations: Cell[][] = [];
  for (let webinar = 0; webinar < size; webinar += 1) {
    const start = FIRST + Math.floor((webinar * DAYS) / size) + clock(10 + random.int(6), 30);
    const codeOf = (): string =>
      random.chance(0.002) ? 'ВБ-X' : random.chance(0.02) ? `вб-${webinar}` : `ВБ-${webinar}`;
    webinars.push(webinarRow(random, webinar, start));

    const emails = Array.from(
      { length: 25 + random.int(70) },
      (_, guest) => `guest${webinar}-${guest}@example.com`,
    );
    for (const email of emails) {
      const registration = listenerRow(random, codeOf(), email, start);
      listeners.push(registration);
      // Some registrations are sent twice at once, or again on another day.
      if (random.chance(0.03))
        listeners.push(random.chance(0.5) ? [...registration] : listenerRow(random, codeOf(), email, start));
      if (start > NOW || !random.chance(0.5)) continue;
      const came = random.chance(0.03) ? `other-${email}` : random.chance(0.03) ? email.toUpperCase() : email;
      const minutes = (): Cell => (random.chance(0.1) ? '' : random.chance(0.05) ? 0.5 : random.int(90));
      attendance.push([
        codeOf(),
        random.chance(0.003) ? 'Гость' : came,
        random.chance(0.002) ? -5 : minutes(),
      ]);
      if (random.chance(0.15)) attendance.push([codeOf(), came, minutes()]);
    }

    budget.push(budgetRow(random, codeOf(), 'Гонорар спикера', ''));
    for (let announcement = 2 + random.int(3); announcement > 0; announcement -= 1) {
      const channel = random.pick(CHANNELS);
      announcements.push([
        codeOf(),
        channel,
        random.chance(0.05) ? random.pick(VENDOR_TEXTS) : random.pick(FAIR_TEXTS),
        random.chance(0.96),
        random.chance(0.1),
        random.chance(0.8) ? 1_000 + random.int(200) * 100 : '',
      ]);
      budget.push(budgetRow(random, codeOf(), `Реклама: ${channel}`, channel));
    }
    if (random.chance(0.25))
      violations.push([
        codeOf(),
        random.chance(0.05) ? isoOf(TODAY + 10) : past(Math.floor(start) - 3) || TODAY - 1,
        random.pick(VIOLATIONS),
        random.chance(0.5) ? random.pick(CHANNELS) : '',
        random.pick(['', '', 1, 2, 0]),
        'Замечено наблюдателем',
      ]);
  }

  return {
    now: '2024-11-20T12:00:00+05:00',
    tables: {
      webinars: {
        columns: [
          'code',
          'partner',
          'partnerEmail',
          'coordinator',
          'topic',
          'start',
          'end',
          'link',
          'recording',
          'programmeSubmitted',
          'programmeApproved',
          'budgetSubmitted',
          'budgetApproved',
          'materialsHanded',
          'countReport',
          'actualBudget',
          'photos',
          'registrationList',
          'accounting',
          'screenshots',
          'mailing',
          'leads',
          'refusal',
          'exclusionLifted',
        ],
        rows: webinars,
      },
      listeners: {
        columns: [
          'webinar',
          'surname',
          'name',
          'company',
          'position',
          'email',
          'phone',
          'consent',
          'registeredAt',
          'refuse',
          'erase',
        ],
        rows: random.shuffle(listeners),
      },
      attendance: { columns: ['webinar', 'email', 'minutes'], rows: random.shuffle(attendance) },
      budget: {
        columns: ['webinar', 'item', 'channel', 'planned', 'approved', 'actual', 'document', 'screenshot'],
        rows: budget,
      },
      announcements: {
        columns: ['webinar', 'channel', 'text', 'logo', 'cold', 'cost'],
        rows: announcements,
      },
      violations: {
        columns: ['webinar', 'date', 'kind', 'channel', 'quantity', 'comment'],
        rows: violations,
      },
    },
  };
}
