// Texts, costs and violations of the sample: correct ones, and one that breaks each rule in turn.
import { day, type Day } from '../day.js';
import type { Cell } from '../kinds.js';
import { type DemoWebinar, PARTNERS } from './demo-cases.js';

/** Typed into «Конкуренты» of the sample: invented names, so that no real company is called a competitor. */
export const COMPETITORS = 'Пробник, ОбразецCRM, Мой Шаблон, Samplesite';

type Row = Readonly<Record<string, Cell>>;

const CLEAN =
  'Покажем на живых примерах, как сократить рутину и не терять заявки. За полтора часа разберём три готовые схемы. ' +
  'Вы унесёте с собой чек-лист. Участие бесплатное, нужна регистрация.';
const contact = (partner: number): string =>
  `Вопросы: info@${PARTNERS[partner]?.host ?? 'example.com'}, +7 (727) 555-01-0${partner}.`;

/** A correct announcement of a webinar. */
export const announcement = (webinar: DemoWebinar, channel: string, cost: number): Row => ({
  webinar: webinar.code,
  channel,
  text: `«${webinar.topic}». ${CLEAN} Мероприятие проходит при поддержке «1С-Битрикс». ${contact(webinar.partner)}`,
  logo: true,
  cost,
});

/** Announcements that break each rule of the text in turn. */
export const FAULTY_ANNOUNCEMENTS: readonly Row[] = [
  {
    webinar: 'W-02',
    channel: 'Городской портал',
    text: `Вебинар от «1С-Битрикс» уже скоро! ${CLEAN} ${contact(1)}`,
    logo: true,
    cost: 12_000,
  },
  {
    webinar: 'W-04',
    channel: 'Instagram',
    text: `Как открыть магазин в сети. ${CLEAN} ${contact(0)}`,
    logo: false,
    cost: 8_000,
  },
  {
    webinar: 'W-06',
    channel: 'Группа города ВК',
    text: `Приглашаем Вас и Ваших коллег. ${CLEAN} ${contact(4)}`,
    logo: true,
    cost: 5_000,
  },
  {
    webinar: 'W-06',
    channel: 'Рассылка по базе справочника',
    text: `Автоматизация в Битрикс24 без программистов. ${CLEAN} ${contact(4)}`,
    logo: true,
    cold: true,
  },
  {
    webinar: 'W-07',
    channel: 'Радио',
    text: 'Приходите на вебинар для кадровиков.',
    logo: true,
    cost: 20_000,
  },
  {
    webinar: 'W-08',
    channel: 'Telegram',
    text: `Переезжаем с Пробника и Samplesite без потерь. ${CLEAN} ${contact(1)}`,
    logo: true,
  },
  {
    webinar: 'W-09',
    channel: 'Листовки в бизнес-центре',
    text: `Соберите сайт сами. ${CLEAN} ${contact(6)}`,
    logo: true,
    cost: 3_000,
  },
];

/** A line of the budget; `sums`: План, Согласовано, Факт. */
const cost = (
  webinar: string,
  item: string,
  channel: string,
  [planned = '', approved = '', actual = '']: readonly Cell[],
  proofs: Row = {},
): Row => ({ webinar, item, channel, planned, approved, actual, ...proofs });
const PAID: Row = { document: true };
const PROVEN: Row = { document: true, screenshot: true };

export const BUDGET: readonly Row[] = [
  cost('W-01', 'Продвижение записей', 'ВКонтакте', [30_000, 30_000, '28 500 ₸'], PROVEN),
  cost('W-01', 'Колл-центр', '', [45_000, 45_000, 45_000], PAID),
  cost('W-01', 'Площадка вебинара', '', [15_000, 12_000, 15_000], PAID),
  cost('W-02', 'Новость на портале', 'Городской портал', [12_000, 12_000, 12_000], PROVEN),
  cost('W-02', 'Баннер на портале', 'Городской портал', [10_000, 10_000, 10_000], PROVEN),
  cost('W-02', 'Таргетированная реклама', 'ВКонтакте', [20_000, 20_000, 19_000], PAID),
  cost('W-02', 'Рассылка', 'Email-рассылка', [8_000, 8_000, 8_000], PROVEN),
  cost('W-03', 'Продвижение записей', 'ВКонтакте', [25_000, 25_000, 25_000], { screenshot: true }),
  cost('W-03', 'Подарки участникам', '', [10_000, '', 10_000], PAID),
  cost('W-04', 'Публикация', 'Instagram', [8_000, 8_000, 8_000], PROVEN),
  cost('W-05', 'Обзвон', '', [30_000, 30_000]),
  cost('W-06', 'Посты в сообществах', 'Группа города ВК', [15_000, 15_000]),
  cost('W-08', 'Продвижение записей', 'ВКонтакте', [20_000]),
  // An invalid sum and an unknown webinar: two rows in error.
  cost('W-08', 'Рассылка', 'Email-рассылка', ['много']),
  cost('W-99', 'Колл-центр', '', [10_000]),
];

export const VIOLATIONS: readonly { readonly row: Row; readonly date: Day }[] = [
  {
    row: { webinar: 'W-02', kind: 'изменение программы', comment: 'Убрали доклад, не сообщив' },
    date: day('2024-02-14'),
  },
  {
    row: {
      webinar: 'W-03',
      kind: 'размещение',
      channel: 'ВКонтакте',
      quantity: 2,
      comment: 'Пост без логотипа организатора',
    },
    date: day('2024-03-01'),
  },
  {
    row: { webinar: 'W-05', kind: 'иное', comment: 'Наблюдатель: доклад начался на десять минут позже' },
    date: day('2024-03-14'),
  },
  { row: { webinar: 'W-04', kind: 'изменение программы', quantity: -1 }, date: day('2024-03-12') },
];
