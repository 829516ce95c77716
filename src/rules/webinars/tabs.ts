// The tabs of the webinar programme: one declaration per column, in the order of the spec.
import {
  amount,
  type Cell,
  cellText,
  computing,
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
import { column, inputTab, outputTab, type Personal } from '../tabs.js';
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
    return value instanceof Fault ? (computing(raw) ?? or(raw)) : value;
  },
});
const fieldKind = lenient(text, () => '');
const consentKind = lenient(flag, () => false);
/** A word that is not listed: as typed. */
const refusalKind = lenient<string>(oneOf(REFUSALS), cellText);
/** Null: unreadable, so that nothing is erased by it. */
const erasureKind = lenient<boolean | null>(flag, () => null);

/** The rules of figures that stand in two tabs: notes on their headers, and what «Почему такая цифра?» says. */
const ATTENDEES =
  'Разные адреса на вкладке «Явка», у которых минуты не указаны или в сумме не меньше «Минут для зачёта явки»; незарегистрированные тоже считаются.';
const BASIS = 'Каждое применённое последствие с пунктом инструкции.';

const formField = (header: string, personal: Personal) =>
  column(header, fieldKind, { personal, note: 'Обязательное поле формы («Посадочная страница», п. 4).' });
const reported = (header: string, what: string) =>
  column(header, dayKind, { note: `Когда ${what} («Отчетность»; срок — в «Настройках»).` });

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
      note: 'Сюда идут письма о сроках; он же — контакт в письмах слушателям.',
    }),
    coordinator: column('Координатор', email, {
      required: true,
      personal: 'email',
      note: 'Координатор партнёра («Основные положения», п. 4): получает сводку.',
    }),
    topic: column('Тема', text, {
      required: true,
      width: 260,
      note: 'Название вебинара, как его увидят слушатели.',
    }),
    start: column('Начало', instantKind, {
      required: true,
      note: 'По часовому поясу программы.',
    }),
    end: column('Окончание', instantKind, { required: true, note: 'Позже начала.' }),
    link: column('Ссылка', text, { note: 'Для подключения: попадает в письма слушателям.' }),
    recording: column('Запись', text, {
      note: 'Ссылка на запись и презентации: как только она есть, уходит рассылка после вебинара («Работа с лидами», п. 1).',
    }),
    programmeSubmitted: column('Программа подана', dayKind, {
      note: 'Когда партнёр прислал программу («Программа вебинара», п. 1; срок — в «Настройках»).',
    }),
    programmeApproved: column('Программа согласована', dayKind, {
      note: 'Когда координатор согласовал программу («Программа вебинара», п. 1).',
    }),
    budgetSubmitted: column('Смета подана', dayKind, {
      note: 'Когда партнёр прислал смету («Составление сметы»).',
    }),
    budgetApproved: column('Смета согласована', dayKind, {
      note: 'Когда координатор согласовал смету: несогласованное не компенсируется («Составление сметы»).',
    }),
    materialsHanded: column('Материалы переданы', dayKind, {
      note: 'Когда партнёр передал материалы («Основные положения», п. 8).',
    }),
    countReport: reported('Количественный отчёт', 'пришли данные о регистрациях и явке'),
    actualBudget: reported('Фактическая смета', 'пришла фактическая смета: позже срока — без бонусов'),
    photos: reported('Фотографии', 'пришли фотографии'),
    registrationList: reported('Список регистраций', 'пришёл список регистраций'),
    accounting: reported('Бухгалтерские документы', 'пришли сканы документов'),
    screenshots: reported('Скриншоты анонсов', 'пришли скриншоты анонсов'),
    mailing: column('Рассылка после', dayKind, {
      note: 'Когда разослана запись («Работа с лидами», п. 1; срок — в «Настройках»).',
    }),
    leads: column('Лиды в CRM', dayKind, { note: 'Когда лиды занесены в CRM («Работа с лидами», п. 2).' }),
    refusal: column('Отказ', dayKind, {
      note: 'Когда партнёр отказался от вебинара («Основные положения», п. 8; «Штрафы»).',
    }),
    exclusionLifted: column('Исключение снято', dayKind, {
      note: 'Когда координатор снял исключение за опоздание программы.',
    }),
    state: column('Состояние', webinarState, {
      computed: true,
      note: 'Первое, что верно: отказ; исключён; закончился и все даты отчётности проставлены — закрыт; закончился — отчётность; начался — идёт; программа не подана — черновик; программа не согласована — программа на согласовании; смета не согласована — смета на согласовании; иначе — готов.',
    }),
    registrations: column('Регистраций', integer, {
      computed: true,
      note: 'Принятые регистрации: по одной на адрес, вместе с теми, чьи данные потом удалены.',
    }),
    forecast: column('Прогноз явки', text, {
      computed: true,
      note: 'До окончания вебинара: принятые регистрации, умноженные на «Явка от, %» и «Явка до, %», с округлением вниз.',
    }),
    attendees: column('Слушателей', integer, { computed: true, note: ATTENDEES }),
    attendanceRate: column('Явка, %', number, {
      single: true,
      computed: true,
      note: 'Доля принятых регистраций, которые пришли, с точностью до 0,1 %.',
    }),
    points: column('Баллы', integer, {
      computed: true,
      note: 'После окончания: базовые баллы минус штрафы.',
    }),
    bonuses: column('Бонусы', amount, {
      computed: true,
      note: 'После окончания: компенсация сметы в пределах, установленных правилами.',
    }),
    basis: column('Основание', longText, { computed: true, note: BASIS }),
  }),

  talks,

  listeners: inputTab('Слушатели', 'Регистрации на вебинары: кто принят, кто отклонён и почему.', {
    webinar,
    surname: formField('Фамилия', 'name'),
    name: formField('Имя', 'name'),
    company: formField('Компания', 'company'),
    position: formField('Должность', 'position'),
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
      note: 'Когда пришла заявка. Напоминание получают те, кто зарегистрировался до него.',
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
        note: 'Регистрация принята, если заполнены шесть полей, адрес и телефон верны, согласие дано, отказа нет и адрес ещё не принят на этот вебинар (первой считается более ранняя, затем верхняя).',
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
      note: 'Длительность подключения; пусто — явка засчитывается.',
    }),
    counted: column('Зачтено', yesNo, {
      computed: true,
      note: 'Минуты одного адреса складываются по всем подключениям; явка засчитана, если их не меньше «Минут для зачёта явки» или они не указаны. Ответ стоит в первой строке адреса.',
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
    document: column('Документ', flag, { note: 'Есть закрывающий документ («Составление сметы»).' }),
    screenshot: column('Скриншот', flag, { note: 'Есть скриншот размещения («Отчетность»).' }),
    compensation: column('К компенсации', amount, {
      computed: true,
      note: 'Меньшее из «Согласовано» и «Факт», если есть документ, а у анонсированного канала — скриншот; стоимость размещений с нарушением вычитается.',
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
        note: 'Последствие по таблице «Штрафы».',
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
    attendees: column('Слушателей', integer, { note: ATTENDEES }),
    basePoints: column('Базовые баллы', integer, {
      note: 'Баллы за вебинар до штрафов («Составление сметы»).',
    }),
    penalties: column('Штрафы', integer, { note: 'Баллов штрафа («Штрафы», «Анонсирование»).' }),
    points: column('Баллы', integer, { note: 'Базовые баллы минус штрафы.' }),
    compensation: column('Смета к компенсации', amount, {
      note: 'Сумма «К компенсации» по строкам сметы вебинара.',
    }),
    bonuses: column('Бонусы', amount, { note: 'Начислено бонусов.' }),
    basis: column('Основание', longText, { width: 460, note: BASIS }),
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
