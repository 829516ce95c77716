// The programme's own menu items: «Проверить клиента…» and «Открепить клиента…» (п. 3.1, 3.3). Both look at
// the decided registry and write nothing themselves; they return a plan.
import { type Day, ruDay, serialFromDay } from '../day.js';
import { Fault } from '../kinds.js';
import { type LookingAction, Refusal, type WritingAction } from '../programme.js';
import { innerQuotes, quotedList } from '../text.js';
import { card } from './card.js';
import { contractKey } from './claims.js';
import { readInn } from './inn.js';
import type { TechnocomFacts, TechnocomTabs } from './model.js';
import { partnerDirectory } from './partners.js';
import { decideRegistry, isHeld, type RegistryEntry, untilText } from './registry.js';
import type { settings } from './settings.js';

/** The ИНН as typed; throws Refusal if it is not valid. */
function innOf(typed = ''): string {
  const inn = readInn(typed);
  if (!(inn instanceof Fault)) return inn;
  throw new Refusal(typed.trim() === '' ? inn.how : `«${innerQuotes(typed)}»: ${inn.what}. ${inn.how}`);
}

/** What the registry says of an ИНН as typed; throws Refusal if it is not valid. */
function lookUp(facts: TechnocomFacts, typed: string | undefined) {
  const inn = innOf(typed);
  const { entries, byRow } = decideRegistry(facts, partnerDirectory(facts));
  const own = entries.filter(({ claim }) => claim.row.inn === inn);
  // Rows in error, or requested in the future: they may still hold the client, so staff must know of them.
  const unread = [...facts.broken.registry, ...facts.rows.registry.filter((_, index) => !byRow[index])]
    .filter((row) => row.inn === inn)
    .map(({ row }) => row)
    .sort((a, b) => a - b);
  return {
    inn,
    own,
    held: own.filter(isHeld),
    aboutUnread:
      unread.length === 0
        ? []
        : [`Не учтены строки реестра с этим ИНН: ${unread.join(', ')}. Причина — в их «Примечании».`],
  };
}

/** «Ромашка, 12/5: держит партнёр Альфа — Предварительно закреплён до 12.05.2025.» */
function holding({ claim: { row, partner, hold }, status, heldUntil, reportDue }: RegistryEntry): string {
  const until =
    heldUntil !== null && hold
      ? ` ${untilText(hold)}`
      : reportDue !== null
        ? `, отчёт до ${ruDay(reportDue)}`
        : '';
  return `${row.client}, ${row.contract}: держит партнёр ${partner.name} — ${status}${until}.`;
}

const INN = { name: 'ИНН', prompt: 'ИНН клиента (10 или 12 цифр):', check: innOf };

const checkClient: LookingAction<TechnocomTabs, typeof settings> = {
  ...card.menu.checkClient,
  parameters: [INN],
  looks: true,
  run: (facts, args) => {
    const { inn, own, held, aboutUnread } = lookUp(facts, args[0]);
    const free = own.length === 0 ? 'в реестре нет: он свободен' : 'сейчас никто не держит: он свободен';
    const state = aboutUnread.length === 0 ? free : 'по учтённым строкам никто не держит';
    const told = held.length === 0 ? [`Клиента с ИНН ${inn} ${state}.`] : held.map(holding);
    return {
      message: [...told, ...aboutUnread].join('\n'),
      result: own.map(({ claim: { row, partner }, status, held, heldUntil, reportDue }) => ({
        Клиент: row.client,
        ИНН: inn,
        'Договор или контракт': row.contract,
        Партнёр: partner.name,
        Статус: status,
        Держит: held ? 'да' : 'нет',
        'Закреплён до': heldUntil === null ? '' : ruDay(heldUntil),
        'Отчёт до': reportDue === null ? '' : ruDay(reportDue),
        Строка: row.row,
      })),
    };
  },
};

/** Says that the partner's time is not over yet (п. 3.3); '' if it is. */
function earlyText({ claim: { reporting }, status, heldUntil }: RegistryEntry, today: Day): string {
  const due = reporting && (today > reporting.due ? reporting.lastDay : reporting.due);
  const until = heldUntil ?? due;
  return until === null || status === 'Подлежит откреплению'
    ? ''
    : ` Внимание: срок партнёра ещё не вышел (до ${ruDay(until)}).`;
}

/** The row that holds the client to be detached; throws `Refusal` without a single one. */
function heldClient(facts: TechnocomFacts, args: readonly string[]): RegistryEntry {
  const contract = contractKey(args[1] ?? '');
  const { inn, held: all, aboutUnread } = lookUp(facts, args[0]);
  const held = all.filter(({ claim }) => contract === '' || contractKey(claim.row.contract) === contract);
  const [only] = held;
  if (!only)
    throw new Refusal(
      [
        `Клиента с ИНН ${inn}${contract === '' ? '' : ' по этому договору'} сейчас никто не держит: откреплять некого.`,
        ...aboutUnread,
      ].join('\n'),
    );
  if (held.length > 1)
    throw new Refusal(
      `У клиента с ИНН ${inn} несколько договоров: ${quotedList(held.map(({ claim }) => innerQuotes(claim.row.contract)))}. Укажите нужный.`,
    );
  const { row } = only.claim;
  if (only.status === 'На рассмотрении')
    throw new Refusal('Запрос ещё на рассмотрении: чтобы отказать, заполните «Отклонено» в его строке.');
  if (row.detached !== null)
    throw new Refusal(
      `В строке ${row.row} уже стоит «Откреплён» ${ruDay(row.detached)}. Чтобы открепить раньше, измените эту дату.`,
    );
  return only;
}

const detachClient: WritingAction<TechnocomTabs, typeof settings> = {
  ...card.menu.detachClient,
  parameters: [
    INN,
    {
      name: 'Договор',
      prompt: 'Договор или контракт (если у клиента он один, оставьте пустым):',
      optional: true,
    },
  ],
  confirm: {
    question: ([inn, contract = '']) =>
      `Открепить клиента с ИНН ${innOf(inn)}${contract === '' ? '' : ` по договору «${innerQuotes(contract)}»`}?`,
    // Staff see whom they detach before they agree.
    caution: (facts, args) => {
      const held = heldClient(facts, args);
      const { row, partner } = held.claim;
      return ` Это ${row.client} (${row.contract}), его держит партнёр ${partner.name}. В «Откреплён» встанет сегодняшняя дата, появится письмо партнёру.${earlyText(held, facts.today)}`;
    },
  },
  run: (facts, args) => {
    const held = heldClient(facts, args);
    const { row, partner } = held.claim;
    return {
      message: `Клиент ${row.client} (${row.contract}) откреплён от партнёра ${partner.name} ${ruDay(facts.today)}.${earlyText(held, facts.today)}`,
      fill: [{ tab: 'registry', row: row.row, column: 'detached', value: serialFromDay(facts.today) }],
      result: { Клиент: row.client, Партнёр: partner.name, Откреплён: ruDay(facts.today), Строка: row.row },
    };
  },
};

export const actions = [checkClient, detachClient] as const;
