// A Service Desk with `size` tickets, and the head-office hours that partners use; the registry of clients
// stays empty.
// Tickets are in the order of their numbers, as in an export; some lack a priority, a partner or a readable
// date.
import type { Cell } from '../../src/rules/kinds.js';
import { clock, type Data, serialOf, typedDay } from '../data.js';
import { seeded } from '../random.js';

const FIRST = serialOf('2023-01-10');
const DAYS = 490;
const NOW = serialOf('2024-05-20') + clock(12, 0);
const ROLES = ['авторизованный', 'официальный', 'золотой'] as const;
const TYPES = ['Неисправность', 'Неисправность', 'Неисправность', 'Консультация', 'Разработка'] as const;
const PRIORITIES = ['Срочный', 'Высокий', 'Нормальный', 'Низкий'] as const;

export function technocomData(size: number): Data {
  const random = seeded(size + 2);
  const partnerCount = 20 + Math.ceil(size / 200);
  const partnerOf = (): string => {
    const name = `Партнёр ${random.int(partnerCount)}`;
    if (random.chance(0.004)) return 'Партнёр Икс';
    return random.chance(0.03) ? name.toUpperCase() : name;
  };
  const minute = (): number => clock(random.int(24), random.int(60));

  const representatives = Array.from({ length: partnerCount }, (_, partner): Cell[] => [
    `Партнёр ${partner}`,
    random.pick(ROLES),
    random.chance(0.01) ? 'нет почты' : `desk${partner}@example.com`,
    '',
  ]);

  const tickets = Array.from({ length: size }, (_, ticket): Cell[] => {
    const created = FIRST + (ticket * DAYS) / size + minute() / 24;
    const type = random.pick(TYPES);
    const asked = random.chance(0.4) ? created + random.next() * 4 : '';
    const answered = asked !== '' && random.chance(0.8) ? asked + random.next() * 3 : '';
    const solved = random.chance(0.85) ? created + 1 + random.next() * 30 : '';
    return [
      random.chance(0.002) ? 'SD-1' : `SD-${ticket + 1}`,
      random.chance(0.01) ? `${typedDay(created)} 09:15` : random.chance(0.002) ? 'вчера' : created,
      partnerOf(),
      '7707083893',
      type,
      type === 'Неисправность' && random.chance(0.996) ? random.pick(PRIORITIES) : '',
      random.chance(0.03),
      random.chance(0.7),
      `Л-${random.int(900)}`,
      'АвтоГРАФ',
      random.chance(0.8) ? 'Сервер' : '',
      random.chance(0.8) ? 'Windows 11' : '',
      random.chance(0.8) ? 'Шаги описаны' : '',
      random.chance(0.6),
      random.chance(0.6),
      asked,
      answered,
      solved !== '' && solved > NOW ? '' : solved,
    ];
  });

  const hours = Array.from({ length: Math.ceil(size / 4) }, (): Cell[] => {
    const requested = FIRST + random.int(DAYS) + minute();
    return [
      requested,
      partnerOf(),
      'ООО Предприятие',
      'Обследование',
      random.chance(0.004) ? -2 : 1 + random.int(40) / 2,
      random.chance(0.9) ? requested + 2 : '',
      random.chance(0.8) ? Math.floor(requested) + 5 + random.int(20) : '',
      random.chance(0.6) ? 1 + random.int(40) / 2 : '',
    ];
  });

  return {
    now: '2024-05-20T12:00:00+05:00',
    tables: {
      representatives: { columns: ['partner', 'role', 'email', 'agreement'], rows: representatives },
      tickets: {
        columns: [
          'number',
          'created',
          'partner',
          'inn',
          'type',
          'priority',
          'demo',
          'selfCheck',
          'contract',
          'software',
          'component',
          'platform',
          'steps',
          'screenshots',
          'logs',
          'asked',
          'answered',
          'solved',
        ],
        rows: tickets,
      },
      hours: {
        columns: ['requested', 'partner', 'company', 'tasks', 'estimate', 'assigned', 'worked', 'actual'],
        rows: random.shuffle(hours),
      },
    },
  };
}
