// The programme's own menu items: «Проверить клиента…» and «Открепить клиента…» (п. 3.1, 3.3). Both look at
// the decided registry and write nothing themselves; they return a plan.
import { type Day, ruDay, serialFromDay } from '../day.js';
import { Fault } from '../kinds.js';
import { type LookingAction, Refusal, type WritingAction } from '../programme.js';
import { card } from './card.js';
import { contractKey } from './claims.js';
import { readInn } from './inn.js';
import type { TechnocomFacts, TechnocomTabs } from './model.js';
import { partnerDirectory } from './partners.js';
import { decideRegistry, isHeld, type Registry, type RegistryEntry, untilText } from './registry.js';
import type { settings } from './settings.js';

/** The ИНН as typed; throws Refusal if it is not valid. */
function innOf(typed: string | undefined): string {
  const inn = readInn(typed ?? '');
  if (inn instanceof Fault) throw new Refusal(`«${typed ?? ''}»: ${inn.what}. ${inn.how}`);
  return inn;
}

const registryOf = (facts: TechnocomFacts): Registry => decideRegistry(facts, partnerDirectory(facts));

const entriesOf = ({ entries }: Registry, inn: string): readonly RegistryEntry[] =>
  entries.filter(({ claim }) => claim.row.inn === inn);

/** Rows of this ИНН that do not count: in error, or requested in the future. */
function unreadRows({ rows, broken }: TechnocomFacts, { byRow }: Registry, inn: string): readonly number[] {
  const uncounted = rows.registry.filter((row, index) => row.inn === inn && !byRow[index]);
  return [...broken.registry.filter((row) => row.inn === inn), ...uncounted]
    .map(({ row }) => row)
    .sort((a, b) => a - b);
}

/** A row that does not count may still hold the client, so staff must know of it. */
const aboutUnread = (rows: readonly number[]): readonly string[] =>
  rows.length === 0
    ? []
    : [`Не учтены строки реестра с этим ИНН: ${rows.join(', ')}. Причина — в их «Примечании».`];

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

const checkClient: LookingAction<TechnocomTabs, typeof settings> = {
  ...card.menu.checkClient,
  parameters: [{ name: 'ИНН', prompt: 'ИНН клиента (10 или 12 цифр):' }],
  looks: true,
  run: (facts, args) => {
    const inn = innOf(args[0]);
    const registry = registryOf(facts);
    const entries = entriesOf(registry, inn);
    const held = entries.filter(isHeld);
    const unread = unreadRows(facts, registry, inn);
    const free = entries.length === 0 ? 'в реестре нет: он свободен' : 'сейчас никто не держит: он свободен';
    const told = [
      ...held.map(holding),
      ...(held.length === 0
        ? [`Клиента с ИНН ${inn} ${unread.length === 0 ? free : 'по учтённым строкам никто не держит'}.`]
        : []),
      ...aboutUnread(unread),
    ];
    return {
      message: told.join('\n'),
      result: entries.map(({ claim: { row, partner }, status, held, heldUntil, reportDue }) => ({
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
    : ` Внимание: срок партнёра не вышел, он до ${ruDay(until)}.`;
}

/** The row that holds the client to be detached; throws `Refusal` without a single one. */
function heldClient(facts: TechnocomFacts, args: readonly string[]): RegistryEntry {
  const inn = innOf(args[0]);
  const contract = contractKey(args[1] ?? '');
  const registry = registryOf(facts);
  const held = entriesOf(registry, inn).filter(
    ({ claim, held }) => held && (contract === '' || contractKey(claim.row.contract) === contract),
  );
  const [only] = held;
  if (!only)
    throw new Refusal(
      [
        `Клиента с ИНН ${inn}${contract === '' ? '' : ' по этому договору'} сейчас никто не держит: откреплять некого.`,
        ...aboutUnread(unreadRows(facts, registry, inn)),
      ].join('\n'),
    );
  if (held.length > 1)
    throw new Refusal(
      `У клиента с ИНН ${inn} несколько договоров: ${held.map(({ claim }) => `«${claim.row.contract}»`).join(', ')}. Укажите нужный.`,
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
    { name: 'ИНН', prompt: 'ИНН клиента (10 или 12 цифр):' },
    {
      name: 'Договор',
      prompt: 'Договор или контракт (если у клиента он один, оставьте пустым):',
      optional: true,
    },
  ],
  confirm: {
    question: ([inn, contract = '']) =>
      `Открепить клиента с ИНН ${innOf(inn)}${contract === '' ? '' : ` по договору «${contract}»`}?`,
    // Staff see whom they detach before they agree.
    caution: (facts, args) => {
      const held = heldClient(facts, args);
      const { row, partner } = held.claim;
      return ` Это ${row.client} (${row.contract}), его держит партнёр ${partner.name}. В «Откреплён» встанет сегодняшняя дата, партнёру появится письмо.${earlyText(held, facts.today)}`;
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
