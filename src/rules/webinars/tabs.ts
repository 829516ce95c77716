// The tabs of the webinar programme: one declaration per column, in the order of the spec.
import {
  amount,
  type Cell,
  cellText,
  email,
  Fault,
  flag,
  integer,
  type Kind,
  longText,
  notNegative,
  number,
  oneOf,
  text,
  toned,
  yesNo,
} from '../kinds.js';
import { dayKind, instantKind } from '../kinds-time.js';
import { column, inputTab, outputTab } from '../tabs.js';
import { announcements, CODE_WIDTH, landings, talks, webinar } from './tabs-texts.js';

export const WEBINAR_STATES = [
  'отказ',
  'исключён',
  'закрыт',
  'отчётность',
  'идёт',
  'черновик',
  'программа на согласовании',
  'смета на согласовании',
  'готов',
] as const;
export type WebinarState = (typeof WEBINAR_STATES)[number];

const REGISTRATION_STATES = ['принята', 'отклонена', 'удалена'] as const;
const REFUSALS = ['конкурент', 'учащийся'] as const;
export type RefusalWord = (typeof REFUSALS)[number];
/** Whether the rules allow to refuse for what «Отказать» says. */
export const isRefusalWord = (typed: string): typed is RefusalWord => REFUSALS.some((word) => word === typed);
const VIOLATIONS = ['отказ', 'передача материалов', 'изменение программы', 'размещение', 'иное'] as const;
export const ANSWERS = ['да', 'нет', 'позже'] as const;

const webinarState = toned(oneOf(WEBINAR_STATES), {
  good: ['закрыт', 'готов'],
  bad: ['отказ', 'исключён'],
  warn: ['программа на согласовании', 'смета на согласовании'],
  busy: ['идёт', 'отчётность'],
});

/**
 * For the fields of a registration: what cannot be read becomes `or`, so that the registration is rejected and the row is
 * not in error (spec 02, rule 1).
 */
const lenient = <T>(kind: Kind<T>, or: (raw: Cell) => T): Kind<T> => ({
  ...kind,
  read: (raw, zone) => {
    const value = kind.read(raw, zone);
    return value instanceof Fault ? or(raw) : value;
  },
});
const fieldKind = lenient(text, () => '');
const consentKind = lenient(flag, () => false);
/** A word that is not listed: as typed. */
const refusalKind = lenient<string>(oneOf(REFUSALS), cellText);
/** Null: unreadable, so that nothing is erased by it. */
const erasureKind = lenient<boolean | null>(flag, () => null);

const FORM_FIELD = 'Обязательное поле формы («Посадочная страница», п. 4).';

const due = (header: string, note: string) => column(header, dayKind, { note });

export const tabs = {
  webinars: inputTab('Вебинары', 'Вебинары партнёров: согласования, сроки, отчётность и итог каждого.', {
    code: column('Вебинар', text, {
      required: true,
      unique: true,
      width: CODE_WIDTH,
      note: 'Короткий код вебинара, свой у каждого.',
    }),
    partner: column('Партнёр', text, { required: true, note: 'Компания, которая проводит вебинар.' }),
    partnerEmail: column('Email партнёра', email, {
      required: true,
      personal: 'email',
      note: 'Адрес организатора: сюда идут письма о сроках, он же — контакт в письмах слушателям.',
    }),
    coordinator: column('Координатор', email, {
      required: true,
      personal: 'email',
      note: 'Адрес координатора, закреплённого за партнёром («Основные положения», п. 4): получает сводку.',
    }),
    topic: column('Тема', text, {
      required: true,
      width: 260,
      note: 'Название вебинара, как его увидят слушатели.',
    }),
    start: column('Начало', instantKind, {
      required: true,
      note: 'Дата и время начала по часовому поясу программы.',
    }),
    end: column('Окончание', instantKind, { required: true, note: 'Дата и время окончания, позже начала.' }),
    link: column('Ссылка', text, { note: 'Ссылка для подключения: попадает в письма слушателям.' }),
    recording: column('Запись', text, {
      note: 'Ссылка на запись и презентации. Как только заполнена — уходит рассылка после вебинара («Работа с лидами», п. 1).',
    }),
    programmeSubmitted: due(
      'Программа подана',
      'Когда партнёр прислал программу («Программа вебинара», п. 1; срок — в «Настройках»).',
    ),
    programmeApproved: due(
      'Программа согласована',
      'Когда координатор согласовал программу («Программа вебинара», п. 1).',
    ),
    budgetSubmitted: due('Смета подана', 'Когда партнёр прислал смету («Составление сметы»).'),
    budgetApproved: due(
      'Смета согласована',
      'Когда координатор согласовал смету: несогласованное не компенсируется («Составление сметы»).',
    ),
    materialsHanded: due(
      'Материалы переданы',
      'Когда партнёр передал материалы («Основные положения», п. 8).',
    ),
    countReport: due(
      'Количественный отчёт',
      'Когда пришли данные о регистрациях и явке («Отчетность»; срок — в «Настройках»).',
    ),
    actualBudget: due(
      'Фактическая смета',
      'Когда пришла фактическая смета («Отчетность»; срок — в «Настройках», позже — без бонусов).',
    ),
    photos: due('Фотографии', 'Когда пришли фотографии («Отчетность»; срок — в «Настройках»).'),
    registrationList: due(
      'Список регистраций',
      'Когда пришёл список регистраций («Отчетность»; срок — в «Настройках»).',
    ),
    accounting: due(
      'Бухгалтерские документы',
      'Когда пришли сканы документов («Отчетность»; срок — в «Настройках»).',
    ),
    screenshots: due(
      'Скриншоты анонсов',
      'Когда пришли скриншоты анонсов («Отчетность»; срок — в «Настройках»).',
    ),
    mailing: due(
      'Рассылка после',
      'Когда разослано приглашение посмотреть запись («Работа с лидами», п. 1; срок — в «Настройках»).',
    ),
    leads: due('Лиды в CRM', 'Когда лиды занесены в CRM («Работа с лидами», п. 2).'),
    refusal: due('Отказ', 'Когда партнёр отказался от вебинара («Основные положения», п. 8; «Штрафы»).'),
    exclusionLifted: due('Исключение снято', 'Когда координатор снял исключение за опоздание программы.'),
    state: column('Состояние', webinarState, {
      computed: true,
      note: 'На каком этапе вебинар.',
    }),
    registrations: column('Регистраций', integer, {
      computed: true,
      note: 'Принятые регистрации, вместе с теми, чьи данные удалены позже.',
    }),
    forecast: column('Прогноз явки', text, {
      computed: true,
      note: 'Сколько придёт при явке от «Явка от, %» до «Явка до, %» («Работа с зарегистрированными»).',
    }),
    attendees: column('Слушателей', integer, {
      computed: true,
      note: 'Разных адресов на вкладке «Явка», засчитанных по минутам.',
    }),
    attendanceRate: column('Явка, %', number, {
      single: true,
      computed: true,
      note: 'Доля принятых регистраций, которые пришли.',
    }),
    points: column('Баллы', integer, {
      computed: true,
      note: 'После окончания: базовые баллы минус штрафы.',
    }),
    bonuses: column('Бонусы', amount, {
      computed: true,
      note: 'После окончания: компенсация сметы в пределах, установленных правилами.',
    }),
    basis: column('Основание', longText, {
      computed: true,
      note: 'Какие последствия применены и по какому пункту.',
    }),
  }),

  talks,

  listeners: inputTab('Слушатели', 'Регистрации на вебинары: кто принят, кто отклонён и почему.', {
    webinar,
    surname: column('Фамилия', fieldKind, { personal: 'name', note: FORM_FIELD }),
    name: column('Имя', fieldKind, { personal: 'name', note: FORM_FIELD }),
    company: column('Компания', fieldKind, { personal: 'company', note: FORM_FIELD }),
    position: column('Должность', fieldKind, { personal: 'position', note: FORM_FIELD }),
    email: column('Email', fieldKind, {
      names: true,
      personal: 'email',
      width: 220,
      note: 'Обязательное поле формы: один адрес («Посадочная страница», п. 4).',
    }),
    phone: column('Телефон', fieldKind, {
      personal: 'phone',
      note: 'Обязательное поле формы: не меньше 10 цифр («Посадочная страница», п. 4).',
    }),
    consent: column('Согласие', consentKind, {
      note: 'Согласие на обработку персональных данных («Посадочная страница», п. 4).',
    }),
    registeredAt: column('Дата регистрации', instantKind, {
      required: true,
      note: 'Когда пришла заявка: напоминания получают те, кто зарегистрировался раньше.',
    }),
    refuse: column('Отказать', refusalKind, {
      note: 'Отказать можно только конкурентам и учащимся («Посадочная страница», п. 11).',
    }),
    erase: column('Удалить данные', erasureKind, {
      erases: true,
      note: 'Слушатель попросил удалить его данные («Посадочная страница», п. 4).',
    }),
    status: column(
      'Статус',
      toned(oneOf(REGISTRATION_STATES), { good: ['принята'], bad: ['отклонена'], quiet: ['удалена'] }),
      {
        computed: true,
        remembered: true,
        note: 'Принята ли регистрация.',
      },
    ),
    reason: column('Причина', text, {
      computed: true,
      remark: true,
      remembered: true,
      width: 320,
      note: 'Почему отклонена («Посадочная страница», п. 6: причина указывается явно). У удалённой — была ли принята: по этому тексту она остаётся в счёте.',
    }),
  }),

  attendance: inputTab('Явка', 'Кто пришёл: выгрузка площадки вебинара, строка на подключение.', {
    webinar,
    email: column('Email', email, {
      names: true,
      required: true,
      personal: 'email',
      note: 'Адрес, под которым слушатель вошёл.',
    }),
    minutes: column('Минут', number, {
      check: notNegative,
      note: 'Сколько минут длилось подключение; пусто — явка засчитывается.',
    }),
    counted: column('Зачтено', yesNo, {
      computed: true,
      note: 'Засчитан ли слушатель; стоит в первой его строке.',
    }),
    note: column('Примечание', text, {
      computed: true,
      remark: true,
      width: 260,
      note: 'Повторное подключение, мало минут, нет регистрации.',
    }),
  }),

  budget: inputTab('Смета', 'Затраты на вебинар: план, согласование, факт и компенсация.', {
    webinar,
    item: column('Статья', text, {
      names: true,
      required: true,
      width: 175,
      note: 'За что платит партнёр: по каждой опции отдельно («Составление сметы»).',
    }),
    channel: column('Канал', text, {
      note: 'Канал анонсирования, как на вкладке «Анонсы»; пусто — не реклама.',
    }),
    planned: column('План', amount, { required: true, check: notNegative, note: 'Сумма по плану.' }),
    approved: column('Согласовано', amount, {
      check: notNegative,
      note: 'Сумма, подтверждённая координатором: остальное не компенсируется («Составление сметы»).',
    }),
    actual: column('Факт', amount, { check: notNegative, note: 'Сумма по закрывающим документам.' }),
    document: column('Документ', flag, {
      note: 'Есть закрывающий документ («Составление сметы»: согласно закрывающим документам).',
    }),
    screenshot: column('Скриншот', flag, { note: 'Есть скриншот размещения («Отчетность»).' }),
    compensation: column('К компенсации', amount, {
      computed: true,
      note: 'Меньшее из «Согласовано» и «Факт», за вычетом запрещённых размещений.',
    }),
    reason: column('Причина', text, {
      computed: true,
      remark: true,
      width: 300,
      note: 'Почему не компенсируется или уменьшено.',
    }),
  }),

  announcements,
  landings,

  violations: inputTab(
    'Нарушения',
    'Нарушения правил, замеченные координатором и наблюдателями («Основные положения», п. 9).',
    {
      webinar,
      date: column('Дата', dayKind, { required: true, note: 'Когда произошло.' }),
      kind: column('Вид', oneOf(VIOLATIONS), {
        names: true,
        required: true,
        note: 'Вид нарушения по таблице «Штрафы».',
      }),
      channel: column('Канал', text, {
        note: 'Для размещения: канал, строки сметы которого не компенсируются.',
      }),
      quantity: column('Количество', integer, { check: notNegative, note: 'Сколько раз; пусто — один.' }),
      comment: column('Комментарий', text, {
        width: 260,
        personal: 'other',
        note: 'Подробности для коллег.',
      }),
      consequence: column('Последствие', text, {
        computed: true,
        width: 320,
        note: 'К чему привело нарушение («Штрафы»).',
      }),
    },
  ),

  results: outputTab('Баллы и бонусы', 'Итог по каждому вебинару и по каждому партнёру.', {
    webinar: column('Вебинар', text, {
      sums: 'Итого',
      width: CODE_WIDTH,
      note: 'Код вебинара; «Итого» — сумма по партнёру.',
    }),
    partner: column('Партнёр', text, { note: 'Компания, которая проводит вебинар.' }),
    attendees: column('Слушателей', integer, { note: 'Засчитанные слушатели.' }),
    basePoints: column('Базовые баллы', integer, {
      note: 'Баллы за вебинар до штрафов («Составление сметы»).',
    }),
    penalties: column('Штрафы', integer, { note: 'Баллов штрафа («Штрафы», «Анонсирование»).' }),
    points: column('Баллы', integer, { note: 'Базовые баллы минус штрафы.' }),
    compensation: column('Смета к компенсации', amount, { note: 'Сумма «К компенсации» по строкам сметы.' }),
    bonuses: column('Бонусы', amount, { note: 'Начислено бонусов.' }),
    basis: column('Основание', longText, {
      width: 460,
      note: 'Применённые последствия с пунктами.',
    }),
  }),

  checklist: outputTab('Проверки', 'Все требования инструкции по каждому вебинару.', {
    webinar: column('Вебинар', text, { names: true, width: CODE_WIDTH, note: 'Код вебинара.' }),
    requirement: column('Требование', text, { names: true, width: 380, note: 'Что требует инструкция.' }),
    met: column('Выполнено', toned(oneOf(ANSWERS), { quiet: ['позже'] }), {
      note: 'да, нет или позже, если время ещё не пришло.',
    }),
    comment: column('Комментарий', longText, {
      wraps: true,
      width: 420,
      note: 'Подробности и пункт инструкции.',
    }),
  }),
};
