// Tabs of the reseller programme: partners, purchases, redemptions and applications in; accruals and lists out.
import {
  amount,
  email,
  Fault,
  flag,
  integer,
  type Kind,
  longText,
  number,
  oneOf,
  pointSum,
  positive,
  text,
  toned,
  yesNo,
} from '../kinds.js';
import { dayKind } from '../kinds-time.js';
import { column, inputTab, outputTab } from '../tabs.js';
import { LEVELS, SERVICE_STATUSES } from './levels.js';
import { PARTICIPATION } from './membership.js';

const level = oneOf(LEVELS, 170);
const service = oneOf(SERVICE_STATUSES, 150);
/** A percentage; stored in full, shown with two decimals. */
const rate: Kind<number> = { ...number, format: '0.00', width: 80, hint: 'Процент: 2 — это 2 %.' };

const ENTER_YEAR = 'Впишите год от 1900 до 2100, например 2025.';
const calendarYear = (year: number): Fault | null =>
  year >= 1900 && year <= 2100 ? null : new Fault('год вне пределов 1900…2100', ENTER_YEAR);
/** A whole number; says that a year is meant where «2025 г.» was entered. */
const year: Kind<number> = {
  ...integer,
  read: (raw, zone) => {
    const value = integer.read(raw, zone);
    return value instanceof Fault ? new Fault(value.what, ENTER_YEAR) : value;
  },
};

const published = {
  company: column('Компания', text, { width: 220, note: 'Название партнёра.' }),
  level: column('Уровень', level, { note: 'Уровень, который действует сегодня.' }),
  service: column('Сервисный статус', service, {
    note: 'Service Reseller или Service Provider; пусто — статуса нет.',
  }),
  validTo: column('Действует до', dayKind, { note: 'Последний день участия.' }),
};

const companyName = column('Компания', text, {
  names: true,
  required: true,
  width: 220,
  note: 'Название, как на вкладке «Реселлеры».',
});
const whyNot = column('Примечание', longText, {
  computed: true,
  remark: true,
  note: 'Почему строка не учтена; пусто — учтена.',
});

export const tabs = {
  resellers: inputTab('Реселлеры', 'Партнёры программы: одна строка — одна компания.', {
    company: column('Компания', text, {
      required: true,
      unique: true,
      width: 220,
      note: 'Название компании; по нему её находят закупки, списания и заявки.',
    }),
    bin: column('БИН', text, {
      width: 120,
      personal: 'other',
      note: 'Бизнес-идентификационный номер компании.',
    }),
    email: column('Email', email, { required: true, personal: 'email', note: 'Куда писать компании.' }),
    registered: column('Дата регистрации', dayKind, {
      required: true,
      note: 'С этого дня действует участие (раздел «Срок участия в программе»).',
    }),
    claimedLevel: column('Заявленный уровень', level, {
      required: true,
      note: 'Уровень, указанный при регистрации. Его меняет одобренная заявка на вкладке «Заявки на уровень».',
    }),
    salesPlan: column('План продаж', flag, {
      note: 'Есть совместный план продаж (все уровни, кроме Primary).',
    }),
    salesSpecialist: column('Специалист по продажам', flag, {
      note: 'В штате есть специалист по продаже «Intelligent Platforms» (Professional и Corporate).',
    }),
    technicians: column('Техперсонал', flag, {
      note: 'Есть сертифицированный технический персонал (Corporate).',
    }),
    jointSolutions: column('Совместные решения', flag, {
      note: 'Есть совместные решения (Solution Provider).',
    }),
    sws: column('SWS', flag, { note: 'Поддерживает гарантийную программу SWS (сервисный статус).' }),
    aws: column('AWS', flag, { note: 'Поддерживает гарантийную программу AWS (сервисный статус).' }),
    engineer: column('Инженер', flag, {
      note: 'В штате есть инженер по продукции «Intelligent Platforms» (сервисный статус).',
    }),
    renewedTo: column('Продлено по год', year, {
      check: calendarYear,
      note: 'По 31 декабря какого года продлено участие. Действует вместе с флажком «Согласовано».',
    }),
    agreed: column('Согласовано', flag, {
      note: 'Продление согласовано сторонами (раздел «Срок участия в программе»).',
    }),
    level: column('Уровень', level, {
      computed: true,
      remembered: true,
      note: 'Запрошенный уровень, если его требования выполнены; иначе самый высокий из нижестоящих, чьи требования выполнены.',
    }),
    service: column('Сервисный статус', service, {
      computed: true,
      note: 'Service Reseller (Professional, Corporate) или Service Provider (Solution Provider), когда есть SWS, AWS и инженер.',
    }),
    missing: column('Чего не хватает', text, {
      computed: true,
      width: 260,
      note: 'Какие требования запрошенного уровня не выполнены.',
    }),
    validTo: column('Действует до', dayKind, {
      computed: true,
      note: 'Участие — до 31 декабря года регистрации или года согласованного продления.',
    }),
    participation: column(
      'Участие',
      toned(oneOf(PARTICIPATION), { good: ['действует'], bad: ['истекло'], quiet: ['ещё не началось'] }),
      {
        computed: true,
        note: 'действует, истекло или ещё не началось — на сегодня.',
      },
    ),
    points: column('Баллы', pointSum, {
      computed: true,
      note: 'Баллы всех закончившихся кварталов всех лет; прогноз текущего квартала не входит.',
    }),
    available: column('Доступно баллов', pointSum, {
      computed: true,
      note: 'Баллы за вычетом принятых списаний по сегодняшний день.',
    }),
    toThreshold: column('До порога', amount, {
      computed: true,
      note: 'Порог закупок минус накопленное в текущем периоде; 0 — порог достигнут или превышен.',
    }),
    benefits: column('Преимущества', longText, {
      computed: true,
      width: 480,
      note: 'Преимущества уровня и сервисного статуса по таблице уровней.',
    }),
  }),
  purchases: inputTab('Закупки', 'Закупки партнёров и возвраты: за них начисляются баллы.', {
    date: column('Дата', dayKind, { names: true, required: true, note: 'День закупки или возврата.' }),
    company: companyName,
    sum: column('Сумма', amount, { required: true, note: 'Сумма закупки; возврат — с минусом.' }),
    document: column('Документ', text, { personal: 'mention', note: 'Номер накладной или счёта.' }),
    note: whyNot,
  }),
  redemptions: inputTab('Списания баллов', 'На что партнёры потратили баллы.', {
    date: column('Дата', dayKind, { names: true, required: true, note: 'День списания.' }),
    company: companyName,
    points: column('Баллы', pointSum, {
      required: true,
      check: positive,
      note: 'Сколько баллов списано; не больше, чем было доступно в этот день.',
    }),
    reason: column('За что', text, {
      required: true,
      personal: 'mention',
      width: 260,
      note: 'На что потрачены баллы.',
    }),
    note: whyNot,
  }),
  applications: inputTab(
    'Заявки на уровень',
    'Заявки партнёров на другой уровень (раздел «Изменение уровня участия»).',
    {
      date: column('Дата', dayKind, { names: true, required: true, note: 'День заявки.' }),
      company: companyName,
      level: column('Уровень', level, { required: true, note: 'Какой уровень просит компания.' }),
      decision: column(
        'Решение',
        toned(oneOf(['одобрено', 'отклонено']), { good: ['одобрено'], bad: ['отклонено'] }),
        {
          note: 'Пусто, пока заявка не решена.',
        },
      ),
      decided: column('Дата решения', dayKind, {
        note: 'С этого дня действует решение, до него заявка открыта; пусто — с даты заявки. В этот день компания получает письмо.',
      }),
      refusal: column('Причина отказа', text, {
        personal: 'mention',
        width: 260,
        note: 'Стоит в письме компании.',
      }),
      approvable: column('Можно одобрить', yesNo, {
        computed: true,
        remembered: true,
        width: 120,
        note: 'да — требования уровня выполнены и участие действует. Пусто, когда заявка решена.',
      }),
      missing: column('Чего не хватает', text, {
        computed: true,
        width: 260,
        note: 'Какие требования уровня из заявки не выполнены. Если пусто, а одобрить нельзя, значит, не действует участие.',
      }),
    },
  ),
  accruals: outputTab(
    'Накопление',
    'Баллы каждого партнёра по кварталам (раздел «Накопительная программа»).',
    {
      company: column('Компания', text, { names: true, width: 220, note: 'Чьи баллы.' }),
      quarter: column('Квартал', text, {
        names: true,
        width: 90,
        note: 'Квартал: 2024-Q1 — январь, февраль, март 2024 года.',
      }),
      purchases: column('Закупки за квартал', amount, {
        note: 'Закупки квартала за вычетом возвратов; будущие и вне срока участия не учтены.',
      }),
      accumulated: column('Накоплено за период', amount, {
        width: 150,
        note: 'Закупки с начала периода накопления по конец квартала; период — настройка «Срок накопления».',
      }),
      rate: column('Ставка', rate, { single: true, note: 'Процент баллов с накопленной суммы.' }),
      points: column('Баллы за квартал', pointSum, {
        note: 'Баллы с накопленной суммы минус баллы на конец прошлого квартала; после возвратов бывают с минусом.',
      }),
      sinceJoining: column('Баллы всего', pointSum, {
        note: 'Баллы всех кварталов с начала участия по эту строку; баллы прошлых лет остаются.',
      }),
      status: column('Вид', toned(oneOf(['итог', 'прогноз'], 90), { busy: ['прогноз'] }), {
        note: 'итог — квартал закончился, баллы начислены; прогноз — текущий квартал.',
      }),
    },
  ),
  partners: outputTab(
    'Список партнёров',
    'Партнёры для сайта: все уровни, кроме Primary, с действующим участием.',
    published,
  ),
  servicePartners: outputTab(
    'Список сервисных партнёров',
    'Сервисные партнёры для сайта: с сервисным статусом и действующим участием.',
    published,
  ),
};
