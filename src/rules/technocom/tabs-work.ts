// Tabs of the daily work with partners: tickets and their report, hours, licences, training (разделы 2, 4,
// 6–8). Clauses are those of «Порядок работы партнёров при продажах и сопровождении продуктов».
import { flag, integer, longText, notNegative, number, oneOf, text, toned, yesNo } from '../kinds.js';
import { dayKind, instantKind } from '../kinds-time.js';
import { column, inputTab, outputTab } from '../tabs.js';
import { partner } from './tabs-clients.js';
import { DESK_STATES, LICENCE_STATES, PRIORITIES, STEPS, TICKET_TYPES } from './words.js';

export const tickets = inputTab('Обращения', 'Обращения в Service Desk, их сроки и состояние (раздел 4).', {
  number: column('Номер', text, {
    required: true,
    unique: true,
    width: 100,
    note: 'Номер обращения в Service Desk.',
  }),
  created: column('Создано', instantKind, { required: true, note: 'Когда обращение поступило (п. 4.2).' }),
  partner,
  inn: column('ИНН клиента', text, {
    required: true,
    width: 130,
    note: 'О каком юридическом лице обращение (п. 4.2).',
  }),
  type: column('Тип', oneOf(TICKET_TYPES), {
    required: true,
    note: 'О чём обращение (п. 4.3).',
  }),
  priority: column('Приоритет', oneOf(PRIORITIES), {
    note: 'У неисправности обязателен (п. 4.3).',
  }),
  demo: column('Демо', flag, { note: 'Демо-версия: сроки решения на неё не распространяются (п. 4.3).' }),
  selfCheck: column('Самодиагностика', flag, {
    width: 130,
    note: 'Приложены результаты самодиагностики (п. 4.1, 4.2).',
  }),
  contract: column('Договор', text, { note: 'Номер и дата лицензионного договора (п. 4.2).' }),
  software: column('ПО', text, { note: 'Наименование специализированного ПО (п. 4.2).' }),
  component: column('Компонент', text, { note: 'Функциональный компонент системы (п. 4.2).' }),
  platform: column('Базовое ПО', text, { note: 'Базовое ПО и его версия (п. 4.2).' }),
  steps: column('Описание шагов', longText, {
    personal: 'mention',
    note: 'Какие действия привели к сбою (п. 4.2).',
  }),
  screenshots: column('Скриншоты', flag, { note: 'Приложены скриншоты сбоя (п. 4.2).' }),
  logs: column('Логи', flag, { note: 'Приложены полные лог-файлы (п. 4.2).' }),
  asked: column('Запрошено уточнение', instantKind, {
    note: 'Когда головной офис задал уточняющие вопросы (п. 4.2; срок — в «Настройках»).',
  }),
  answered: column('Данные получены', instantKind, {
    note: 'Когда партнёр прислал данные, достаточные для начала работы (п. 4.2).',
  }),
  solved: column('Решено', instantKind, { note: 'Когда обращение решено.' }),
  start: column('Отсчёт с', instantKind, {
    computed: true,
    note: 'С какого момента идёт срок решения (п. 4.2).',
  }),
  due: column('Срок', instantKind, {
    computed: true,
    note: 'До какого момента нужно решить обращение (п. 4.3).',
  }),
  state: column(
    'Состояние',
    toned(oneOf(DESK_STATES), {
      good: ['решено в срок'],
      bad: ['решено с опозданием'],
      warn: ['ждём данных', 'ждём уточнения'],
      busy: ['в работе'],
      quiet: ['без срока'],
    }),
    {
      computed: true,
      note: 'Где обращение сейчас относительно срока.',
    },
  ),
  missing: column('Чего не хватает', longText, {
    computed: true,
    note: 'Каких сведений из списка п. 4.2 нет.',
  }),
});

export const hours = inputTab(
  'Часы головного офиса',
  'Запросы на работу сотрудников головного офиса и лимит часов (п. 6.1, 6.2).',
  {
    requested: column('Дата запроса', instantKind, {
      names: true,
      required: true,
      note: 'Когда пришло письмо партнёра (п. 6.2).',
    }),
    partner,
    company: column('Предприятие', text, {
      names: true,
      required: true,
      width: 200,
      note: 'Предприятие клиента (п. 6.2).',
    }),
    tasks: column('Задачи', longText, {
      required: true,
      personal: 'mention',
      note: 'Список задач, подготовленный партнёром (п. 6.2).',
    }),
    estimate: column('Оценка часов', number, {
      required: true,
      check: notNegative,
      note: 'Оценка партнёра, часов (п. 6.2).',
    }),
    assigned: column('Назначен', instantKind, {
      note: 'Когда назначен ответственный и партнёр оповещён (п. 6.2; срок — в «Настройках»).',
    }),
    worked: column('Дата работ', dayKind, {
      note: 'День работ: часы идут в лимит этого календарного года (п. 6.1).',
    }),
    actual: column('Факт часов', number, {
      check: notNegative,
      note: 'Сколько часов ушло. Пусто — считается оценка.',
    }),
    running: column('С начала года', number, {
      computed: true,
      note: 'Часы партнёра с начала года, вместе с этой строкой (п. 6.1).',
    }),
    over: column('Сверх лимита', number, {
      computed: true,
      note: 'Часть этой строки сверх годового лимита: оплачивается отдельно (п. 6.1).',
    }),
    note: column('Примечание', longText, {
      computed: true,
      remark: true,
      note: 'Что сделать, если лимит превышен или ответственный не назначен в срок.',
    }),
  },
);

export const licences = inputTab('Лицензии', 'Запросы лицензий и шаги их оформления (п. 7.1, 8.2).', {
  number: column('Номер', text, {
    required: true,
    width: 100,
    note: 'Номер запроса (приложение 1, «Исх. №»).',
  }),
  partner,
  customer: column('Заказчик', text, {
    required: true,
    width: 200,
    note: 'Конечный заказчик (приложение 1).',
  }),
  requested: column('Запрос', dayKind, { required: true, note: 'День запроса партнёра (п. 7.1).' }),
  drafted: column('Проект и счёт отправлены', dayKind, {
    width: 140,
    note: 'Проект соглашения и счёт отправлены (п. 7.1; срок — в «Настройках»).',
  }),
  scanned: column('Сканы получены', dayKind, {
    note: 'Сканы подписанных документов (п. 7.1; срок — в «Настройках»).',
  }),
  payBy: column('Срок оплаты по договору', dayKind, {
    width: 140,
    note: 'Срок оплаты, если соглашение задаёт свой (п. 7.1).',
  }),
  paid: column('Оплачено', dayKind, {
    note: 'Оплата счёта (п. 7.1; срок — в «Настройках», если договор не говорит иного).',
  }),
  actSent: column('Акт или сертификат отправлен', dayKind, {
    width: 150,
    note: 'Акт и/или сертификат (п. 8.2; срок после оплаты — в «Настройках»).',
  }),
  originalsSent: column('Оригиналы отправлены', dayKind, {
    width: 130,
    note: 'Оригиналы (п. 8.2; срок — в «Настройках»).',
  }),
  originalsBack: column('Оригиналы возвращены', dayKind, {
    width: 130,
    note: 'Подписанные партнёром экземпляры (п. 8.2; срок — в «Настройках»).',
  }),
  step: column('Шаг', oneOf(STEPS), { computed: true, note: 'Ближайший незавершённый шаг.' }),
  stepDue: column('Срок шага', dayKind, { computed: true, note: 'До какого дня нужно сделать этот шаг.' }),
  state: column('Состояние', toned(oneOf(LICENCE_STATES), { good: ['в срок', 'завершено'] }), {
    computed: true,
    note: 'Успевают ли к сроку шага.',
  }),
});

export const training = inputTab(
  'Обучение',
  'Обучение сотрудников партнёров: четыре блока и аттестация (раздел 2).',
  {
    partner,
    employee: column('Сотрудник', text, {
      names: true,
      required: true,
      width: 200,
      personal: 'name',
      note: 'Сотрудник партнёра.',
    }),
    company: column('Знакомство с компанией', dayKind, {
      width: 140,
      note: 'День прохождения блока (п. 2.1.1).',
    }),
    products: column('Продукты', dayKind, { note: 'День прохождения блока (п. 2.1.2).' }),
    sales: column('Продажи', dayKind, { note: 'День прохождения блока (п. 2.1.3).' }),
    headOffice: column('Взаимодействие с головным офисом', dayKind, {
      width: 160,
      note: 'День прохождения блока (п. 2.1.4).',
    }),
    attestation: column('Аттестация', dayKind, { note: 'День успешной аттестации (раздел 2).' }),
    certificate: column('Сертификат', yesNo, {
      computed: true,
      note: 'да — пройдены все блоки и аттестация (раздел 2).',
    }),
    left: column('Осталось', longText, { computed: true, note: 'Чего не хватает до сертификата.' }),
  },
);

export const deskReport = outputTab(
  'Отчёт Service Desk',
  'Обращения по месяцам и приоритетам: сколько, сколько в срок, сколько времени (раздел 4).',
  {
    month: column('Месяц', text, { names: true, width: 90, note: 'Месяц, в котором обращение создано.' }),
    priority: column('Приоритет', text, {
      names: true,
      note: 'Приоритет; у обращения без приоритета — его тип.',
    }),
    total: column('Обращений', integer, { note: 'Сколько создано за месяц.' }),
    solved: column('Решено', integer, { note: 'Сколько из них решено.' }),
    inTime: column('В срок', integer, { note: 'Решено в срок или без срока.' }),
    late: column('Просрочено', integer, { note: 'Открыты после срока или решены с опозданием.' }),
    share: column(
      '% в срок',
      { ...number, format: '0.00' },
      {
        single: true,
        note: 'Из обращений со сроком, которые решены или просрочены.',
      },
    ),
    averageHours: column(
      'Среднее рабочих часов',
      { ...number, format: '0.00' },
      {
        single: true,
        width: 120,
        note: 'От начала отсчёта до решения, в рабочих часах.',
      },
    ),
  },
);
