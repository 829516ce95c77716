// The twelve webinars of the sample, each in a different state, and their partners.
import { day, type Day } from '../day.js';

/** One webinar of the sample: dates as ISO days, times as hours of the day. */
export interface DemoWebinar {
  readonly code: string;
  readonly partner: number;
  readonly topic: string;
  /** Битрикс24, if not given. */
  readonly product?: string;
  readonly date: Day;
  readonly hour: number;
  /** Columns of «Вебинары» that hold dates. */
  readonly dates: Readonly<Record<string, string>>;
  readonly registrations: number;
  /** Number of accepted listeners who attend; none, if not given. */
  readonly listeners?: number;
  readonly recording?: string;
}

export const PARTNERS = [
  { name: 'Ромашка-Пример', host: 'romashka.example.com' },
  { name: 'Лютик-Образец', host: 'lyutik.example.org' },
  { name: 'Василёк-Тест', host: 'vasilyok.example.net' },
  { name: 'Клевер-Проба', host: 'klever.example.com' },
  { name: 'Астра-Эскиз', host: 'astra.example.org' },
  { name: 'Тюльпан-Макет', host: 'tyulpan.example.net' },
  { name: 'Мимоза-Шаблон', host: 'mimoza.example.com' },
  { name: 'Незабудка-Черновик', host: 'nezabudka.example.org' },
] as const;

export const COORDINATORS = ['koordinator.1@example.com', 'koordinator.2@example.com'] as const;

const approved = (submitted: string, agreed: string): Record<string, string> => ({
  programmeSubmitted: submitted,
  programmeApproved: agreed,
  budgetSubmitted: submitted,
  budgetApproved: agreed,
});

export const WEBINARS: readonly DemoWebinar[] = [
  {
    code: 'W-01',
    partner: 0,
    topic: 'Битрикс24 для отдела продаж',
    date: day('2024-02-08'),
    hour: 11,
    dates: {
      ...approved('2024-01-22', '2024-01-24'),
      materialsHanded: '2024-01-30',
      countReport: '2024-02-09',
      actualBudget: '2024-02-14',
      photos: '2024-02-12',
      registrationList: '2024-02-12',
      accounting: '2024-02-15',
      screenshots: '2024-02-12',
      mailing: '2024-02-13',
      leads: '2024-02-16',
    },
    registrations: 60,
    listeners: 31,
    recording: 'https://video.example.com/w-01',
  },
  {
    code: 'W-02',
    partner: 1,
    topic: 'Сквозная аналитика в Битрикс24',
    date: day('2024-02-15'),
    hour: 15,
    dates: {
      ...approved('2024-01-30', '2024-02-02'),
      materialsHanded: '2024-02-08',
      countReport: '2024-02-19',
      actualBudget: '2024-02-21',
      photos: '2024-02-21',
      registrationList: '2024-02-16',
      accounting: '2024-02-22',
      screenshots: '2024-02-20',
      mailing: '2024-02-19',
      leads: '2024-02-28',
    },
    registrations: 55,
    listeners: 27,
    recording: 'https://video.example.com/w-02',
  },
  {
    code: 'W-03',
    partner: 2,
    topic: 'Задачи и проекты без совещаний',
    date: day('2024-03-05'),
    hour: 11,
    // Three days late, and the coordinator has lifted the exclusion; the actual budget did not come within
    // five working days.
    dates: {
      ...approved('2024-02-23', '2024-02-26'),
      materialsHanded: '2024-02-27',
      exclusionLifted: '2024-02-26',
      countReport: '2024-03-06',
    },
    registrations: 50,
    listeners: 28,
  },
  {
    code: 'W-04',
    partner: 0,
    topic: 'Интернет-магазин на «1С-Битрикс: Управление сайтом»',
    product: '1С-Битрикс: Управление сайтом',
    date: day('2024-03-12'),
    hour: 14,
    dates: {
      ...approved('2024-02-26', '2024-02-28'),
      materialsHanded: '2024-03-04',
      countReport: '2024-03-13',
    },
    registrations: 45,
    listeners: 22,
    recording: 'https://video.example.com/w-04',
  },
  {
    code: 'W-05',
    partner: 3,
    topic: 'Контакт-центр Битрикс24 за час',
    date: day('2024-03-14'),
    hour: 11,
    dates: { ...approved('2024-02-28', '2024-03-01'), materialsHanded: '2024-03-06' },
    registrations: 48,
    listeners: 12,
  },
  {
    code: 'W-06',
    partner: 4,
    topic: 'Роботы и триггеры: CRM работает сама',
    date: day('2024-03-15'),
    hour: 15,
    dates: { ...approved('2024-02-29', '2024-03-04'), materialsHanded: '2024-03-07' },
    registrations: 62,
  },
  {
    code: 'W-07',
    partner: 5,
    topic: 'Кадровый документооборот в Битрикс24',
    date: day('2024-03-28'),
    hour: 11,
    dates: approved('2024-03-11', '2024-03-12'),
    registrations: 40,
  },
  {
    code: 'W-08',
    partner: 1,
    topic: 'Складской учёт в Битрикс24',
    date: day('2024-04-04'),
    hour: 15,
    dates: {
      programmeSubmitted: '2024-03-11',
      programmeApproved: '2024-03-13',
      budgetSubmitted: '2024-03-12',
    },
    registrations: 20,
  },
  {
    code: 'W-09',
    partner: 6,
    topic: 'Сайт-визитка за вечер',
    product: 'Сайты24',
    date: day('2024-04-11'),
    hour: 11,
    dates: { programmeSubmitted: '2024-03-13' },
    registrations: 6,
  },
  {
    code: 'W-10',
    partner: 7,
    topic: 'Первые шаги в CRM',
    date: day('2024-04-25'),
    hour: 11,
    dates: {},
    registrations: 0,
  },
  {
    code: 'W-11',
    partner: 2,
    topic: 'Колл-трекинг для салонов красоты',
    date: day('2024-03-19'),
    hour: 11,
    dates: { ...approved('2024-03-01', '2024-03-05'), refusal: '2024-03-13' },
    registrations: 10,
  },
  {
    code: 'W-12',
    partner: 6,
    topic: 'Чат-боты в продажах',
    date: day('2024-03-20'),
    hour: 15,
    dates: {},
    registrations: 4,
  },
];
