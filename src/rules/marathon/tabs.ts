// The marathon's tabs: what staff fill in, what the add-on computes, and the log of draws. One declaration
// per column; clauses are the headings of the regulation (seed 000), which has no numbering.
import { amount, email, Fault, flag, integer, longText, number, oneOf, text, toned } from '../kinds.js';
import { dayKind, instantKind } from '../kinds-time.js';
import { column, inputTab, logTab, outputTab } from '../tabs.js';

/** Candidates of a draw are listed with commas, so a nickname must not contain one (rule 1). */
const withoutComma = (nickname: string): Fault | null =>
  nickname.includes(',') ? new Fault('в никнейме есть запятая', 'Уберите запятую из никнейма.') : null;

/** The words of «Номинация», in the order of the regulation («Описание»). */
const NOMINATION_NAMES = [
  'Эксперт в тайм-менеджменте',
  'Креативные продажи',
  'Эксперт по продукту',
  'Акула бизнеса',
] as const;
export type NominationName = (typeof NOMINATION_NAMES)[number];

const blockNumber = column('Блок', integer, {
  names: true,
  required: true,
  note: 'Номер блока с вкладки «Блоки».',
  width: 80,
});
const participantEmail = column('Email', email, {
  names: true,
  required: true,
  personal: 'email',
  note: 'Адрес участника с вкладки «Регистрации».',
});
/** What a row earns. */
const earned = (note: string) =>
  column('Баллы', number, { computed: true, note: `${note} («Расчет рейтинга»).` });
const remark = column('Примечание', longText, {
  computed: true,
  remark: true,
  note: 'Почему строка не дала баллов.',
});

export const tabs = {
  registrations: inputTab('Регистрации', 'Заявки на участие: одна строка — одна заявка из формы.', {
    nickname: column('Никнейм', text, {
      required: true,
      personal: 'nickname',
      heldWhen: ['status', 'участник'],
      note: 'Имя в рейтинге, его видят все; без запятых («Правила регистрации на марафон»).',
      check: withoutComma,
    }),
    name: column('ФИО', text, {
      required: true,
      personal: 'name',
      note: 'Фамилия, имя, отчество менеджера.',
      width: 220,
    }),
    company: column('Компания', text, {
      required: true,
      personal: 'company',
      note: 'Компания-партнёр, где работает менеджер.',
    }),
    email: column('Email', email, {
      required: true,
      personal: 'email',
      note: 'По этому адресу участника находят остальные вкладки, на него уходят письма.',
    }),
    phone: column('Телефон', text, { personal: 'phone', note: 'Для связи; нигде не публикуется.' }),
    registered: column('Дата регистрации', instantKind, {
      required: true,
      note: 'Когда пришла заявка. Срок регистрации — в «Настройках» («Правила регистрации на марафон»).',
    }),
    onPortal: column('На портале', flag, {
      required: true,
      note: 'Есть ли менеджер на партнёрском портале PRO32. Пусто — нет («Правила регистрации на марафон»).',
    }),
    status: column(
      'Статус',
      toned(oneOf(['участник', 'отклонён']), { good: ['участник'], bad: ['отклонён'] }),
      {
        computed: true,
        note: 'участник — заявка принята; отклонён — нет, см. «Причина».',
      },
    ),
    reason: column('Причина', text, {
      computed: true,
      remark: true,
      note: 'Почему заявка отклонена; у участника пусто.',
      width: 220,
    }),
  }),

  blocks: inputTab('Блоки', 'Блоки обучения: вебинар и тест к нему.', {
    block: column('Блок', integer, {
      required: true,
      unique: true,
      note: 'Номер блока; повтор номера — ошибка, действует верхняя строка.',
      width: 80,
    }),
    topic: column('Тема', longText, { required: true, note: 'О чём вебинар («Описание»).' }),
    product: column('Продукт', text, { note: 'Продукт, о котором блок.' }),
    start: column('Начало', instantKind, {
      required: true,
      note: 'Когда начинается вебинар и открывается тест («Правила прохождения обучения»).',
    }),
    testUntil: column('Тест до', instantKind, {
      note: 'Заполните, если тест закрывается не по общему правилу; должно быть позже «Начала».',
    }),
    recording: column('Запись', longText, {
      width: 250,
      note: 'Ссылка на запись: появится на странице марафона.',
    }),
    test: column('Тест', longText, {
      width: 250,
      note: 'Ссылка на тест: появится на странице марафона и в письмах.',
    }),
    closes: column('Тест закрывается', instantKind, {
      computed: true,
      note: '«Тест до» или «Начало» + окно теста из «Настроек» («Правила прохождения обучения»).',
    }),
  }),

  attendance: inputTab('Посещения', 'Кто был на вебинарах: выгрузка после каждого блока.', {
    block: blockNumber,
    email: participantEmail,
    format: column('Формат', oneOf(['онлайн', 'запись']), { note: 'Пусто — онлайн.' }),
    points: earned('«Балл за посещение» за каждый блок онлайн'),
    note: remark,
  }),

  quiz: inputTab('Результаты тестов', 'Попытки в тестах: выгрузка из форм.', {
    block: blockNumber,
    email: participantEmail,
    finished: column('Завершён', instantKind, {
      required: true,
      note: 'Когда участник закончил тест: засчитывается только самая ранняя попытка, и только если тест был открыт.',
    }),
    correct: column('Верных ответов', integer, {
      required: true,
      note: 'От 0 до числа вопросов («Вопросов в тесте»).',
    }),
    points: earned('«Балл за верный ответ» за каждый верный ответ'),
    note: remark,
  }),

  tasks: inputTab('Задания', 'Выполненные задания по продуктам.', {
    task: column('Задание', text, {
      names: true,
      required: true,
      note: 'Название задания; регистр букв не важен.',
    }),
    product: column('Продукт', text, { note: 'Продукт, к которому относится задание.' }),
    kind: column('Вид', oneOf(['творческое', 'дополнительное']), {
      note: 'Пусто — творческое. Творческие идут в номинацию «Креативные продажи».',
    }),
    email: participantEmail,
    date: column('Дата', dayKind, { note: 'Когда сдано; на баллы не влияет.' }),
    accepted: column('Принято', flag, { note: 'Принято ли задание.' }),
    points: earned('«Балл за задание» за каждое принятое задание'),
    note: remark,
  }),

  sales: inputTab('Продажи', 'Сделки, о которых сообщили участники.', {
    date: column('Дата', dayKind, {
      names: true,
      required: true,
      note: 'Дата сделки: в период марафона («Расчет рейтинга»).',
    }),
    email: participantEmail,
    product: column('Продукт', text, { required: true, note: 'Что продано.' }),
    client: column('Клиент', text, { note: 'Кому продано.' }),
    kind: column('Вид', oneOf(['новая', 'продление', 'дозакупка', 'upgrade']), {
      required: true,
      note: 'Засчитываются только новые продажи («Расчет рейтинга»).',
    }),
    amount: column('Сумма РРЦ', amount, {
      required: true,
      note: 'Сумма в рекомендованных ценах, руб.; наименьшая засчитываемая — в «Настройках».',
    }),
    confirmed: column('Подтверждена', flag, { note: 'Проверена ли сделка.' }),
    points: earned('«Балл за продажу» за каждую засчитанную продажу'),
    note: remark,
  }),

  extra: inputTab('Дополнительные баллы', 'Баллы активным участникам по решению организатора.', {
    email: participantEmail,
    points: column('Баллы', number, {
      required: true,
      note: 'Сколько добавить; со знаком минус — снять («Расчет рейтинга»).',
    }),
    why: column('За что', longText, {
      required: true,
      personal: 'mention',
      note: 'За что начислены баллы; это покажет «Почему такая цифра?».',
    }),
    date: column('Дата', dayKind, { note: 'Когда начислены; на баллы не влияет.' }),
  }),

  rating: outputTab('Рейтинг', 'Места всех участников; контактов здесь нет.', {
    place: column('Место', integer, {
      single: true,
      note: 'По убыванию «Итого»; равные делят место: 1, 2, 2, 4.',
      width: 80,
    }),
    nickname: column('Никнейм', text, { names: true, personal: 'name', note: 'Как в заявке.' }),
    attendance: column('Посещения', number, { note: 'Баллы за блоки онлайн.' }),
    quiz: column('Тесты', number, { note: 'Баллы за верные ответы.' }),
    tasks: column('Задания', number, { note: 'Баллы за принятые задания.' }),
    sales: column('Продажи', number, { note: 'Баллы за засчитанные продажи.' }),
    extra: column('Доп. баллы', number, { note: 'Баллы по решению организатора.' }),
    total: column('Итого', number, { note: 'Сумма всех баллов участника.' }),
  }),

  nominations: outputTab('Номинации', 'Лучшие по четырём номинациям («Описание»).', {
    name: column('Номинация', text, { note: 'Название номинации.', width: 250 }),
    measure: column('Показатель', text, { note: 'Что сравнивается.', width: 230 }),
    best: column('Лучший результат', number, { single: true, note: 'Наибольшее значение показателя.' }),
    candidates: column('Претенденты', longText, {
      personal: 'other',
      width: 240,
      note: 'Никнеймы с лучшим результатом, через запятую, в порядке кодов Юникода.',
    }),
    winner: column('Победитель', text, { personal: 'name', note: 'Пусто, пока победителя нет.' }),
    basis: column(
      'Основание',
      toned(oneOf(['единственный лучший', 'розыгрыш', 'нужен розыгрыш', 'нет результатов']), {
        good: ['единственный лучший'],
        warn: ['нужен розыгрыш'],
        busy: ['розыгрыш'],
        quiet: ['нет результатов'],
      }),
      {
        note: 'Как определён победитель; при равенстве нужен розыгрыш («Описание»).',
      },
    ),
    note: column('Примечание', longText, {
      note: '«состав изменился» — после розыгрыша претенденты стали другими.',
    }),
  }),

  draws: logTab(
    'Розыгрыши',
    'Проведённые розыгрыши. Строки добавляет меню «Провести розыгрыш…»; вручную — только отмена.',
    {
      time: column('Время', instantKind, { note: 'Когда проведён.' }),
      nomination: column('Номинация', oneOf(NOMINATION_NAMES, 220), {
        names: true,
        note: 'В какой номинации.',
      }),
      candidates: column('Претенденты', longText, {
        personal: 'other',
        note: 'Никнеймы, из которых выбирали, в порядке кодов Юникода (цифры, латиница, кириллица; заглавные раньше строчных; «Ё» первая, «ё» последняя): порядок важен для хеша.',
      }),
      seed: column('Зерно', text, { note: 'Слова, сказанные вслух в прямом эфире.' }),
      hash: column('Хеш', text, {
        note: 'SHA-256 от «зерно|номинация|никнейм1,никнейм2,…», никнеймы в порядке кодов Юникода.',
        width: 320,
        wraps: true,
      }),
      winner: column('Победитель', text, {
        personal: 'name',
        note: 'Претендент, чей номер (считая с нуля) равен остатку от деления хеша на число претендентов.',
      }),
      cancelled: column('Отменён', flag, {
        staff: true,
        note: 'Поставьте флажок, чтобы отменить розыгрыш; нужна причина.',
      }),
      cancelReason: column('Причина отмены', longText, {
        staff: true,
        note: 'Почему розыгрыш отменён. Без неё отмена не действует.',
      }),
    },
  ),
};
