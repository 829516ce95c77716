// The programme's own menu items: «Проверить клиента…» and «Открепить клиента…» (п. 3.1, 3.3). Both look at
// the decided registry and write nothing themselves; they return a plan.
import { type Day, ruDay, serialFromDay } from '../day.js';
import { Fault } from '../kinds.js';
import { type Action, Refusal } from '../programme.js';
import { card } from './card.js';
import { contractKey } from './claims.js';
import { readInn } from './inn.js';
import type { RegistryRow, TechnocomDecision, TechnocomFacts, TechnocomTabs } from './model.js';
import type { settings } from './settings.js';
import { STATES, type Status } from './states.js';

type TechnocomAction = Action<TechnocomTabs, typeof settings>;

/** A registry row of the client in question, as decided. */
interface Entry {
  readonly row: RegistryRow;
  readonly status: Status;
  readonly held: boolean;
  readonly heldUntil: Day | null;
  readonly reportDue: Day | null;
}

/** The ИНН as typed; throws Refusal if it is not valid. */
function innOf(typed: string | undefined): string {
  const inn = readInn(typed ?? '');
  if (inn instanceof Fault) throw new Refusal(`${inn.what}. ${inn.how}`);
  return inn;
}

function entriesOf(facts: TechnocomFacts, decision: TechnocomDecision, inn: string): readonly Entry[] {
  const entries: Entry[] = [];
  facts.rows.registry.forEach((row, index) => {
    const computed = row.inn === inn ? decision.computed.registry[index] : undefined;
    const status = computed?.status ?? null;
    if (!computed || status === null) return;
    const { heldUntil, reportDue } = computed;
    entries.push({ row, status, held: STATES[status].holds, heldUntil, reportDue });
  });
  return entries;
}

/** Rows of this ИНН that do not count: in error, or requested in the future. */
function unreadRows({ rows, broken }: TechnocomFacts, decision: TechnocomDecision, inn: string) {
  const uncounted = rows.registry.filter(
    (row, index) => row.inn === inn && (decision.computed.registry[index]?.status ?? null) === null,
  );
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
function holding({ row, status, heldUntil, reportDue }: Entry): string {
  const until =
    heldUntil !== null
      ? ` до ${ruDay(heldUntil)}`
      : reportDue !== null
        ? `, отчёт до ${ruDay(reportDue)}`
        : '';
  return `${row.client}, ${row.contract}: держит партнёр ${row.partner} — ${status}${until}.`;
}

const checkClient: TechnocomAction = {
  ...card.menu.checkClient,
  parameters: [{ name: 'ИНН', prompt: 'ИНН клиента (10 или 12 цифр):' }],
  confirm: null,
  looks: true,
  run: (facts, decision, args) => {
    const inn = innOf(args[0]);
    const entries = entriesOf(facts, decision, inn);
    const held = entries.filter((entry) => entry.held);
    const unread = unreadRows(facts, decision, inn);
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
      result: entries.map((entry) => ({
        Клиент: entry.row.client,
        ИНН: inn,
        'Договор или контракт': entry.row.contract,
        Партнёр: entry.row.partner,
        Статус: entry.status,
        Держит: entry.held ? 'да' : 'нет',
        'Закреплён до': entry.heldUntil === null ? '' : ruDay(entry.heldUntil),
        'Отчёт до': entry.reportDue === null ? '' : ruDay(entry.reportDue),
        Строка: entry.row.row,
      })),
    };
  },
};

const detachClient: TechnocomAction = {
  ...card.menu.detachClient,
  parameters: [
    { name: 'ИНН', prompt: 'ИНН клиента (10 или 12 цифр):' },
    {
      name: 'Договор',
      prompt: 'Договор или контракт (если у клиента он один, оставьте пустым):',
      optional: true,
    },
  ],
  confirm: ([inn, contract = '']) =>
    `Открепить клиента с ИНН ${innOf(inn)}${contract === '' ? '' : ` по договору «${contract}»`}? В столбец «Откреплён» реестра встанет сегодняшняя дата, и появится письмо партнёру (п. 3.3).`,
  run: (facts, decision, args) => {
    const inn = innOf(args[0]);
    const contract = contractKey(args[1] ?? '');
    const held = entriesOf(facts, decision, inn).filter(
      (entry) => entry.held && (contract === '' || contractKey(entry.row.contract) === contract),
    );
    const [only] = held;
    if (!only)
      throw new Refusal(
        [
          `Клиента с ИНН ${inn}${contract === '' ? '' : ' по этому договору'} сейчас никто не держит: откреплять некого.`,
          ...aboutUnread(unreadRows(facts, decision, inn)),
        ].join('\n'),
      );
    if (held.length > 1)
      throw new Refusal(
        `У клиента с ИНН ${inn} несколько договоров: ${held.map(({ row }) => `«${row.contract}»`).join(', ')}. Укажите нужный.`,
      );
    const { row, status } = only;
    if (status === 'На рассмотрении')
      throw new Refusal('Запрос ещё на рассмотрении: чтобы отказать, заполните «Отклонено» в его строке.');
    if (row.detached !== null)
      throw new Refusal(
        `В строке ${row.row} уже стоит «Откреплён» ${ruDay(row.detached)}: до этого дня клиент за партнёром. Чтобы открепить раньше, измените дату в таблице.`,
      );
    return {
      message: `Клиент ${row.client} (${row.contract}) откреплён от партнёра ${row.partner} ${ruDay(facts.today)}.`,
      fill: [{ tab: 'registry', row: row.row, column: 'detached', value: serialFromDay(facts.today) }],
      result: { Клиент: row.client, Партнёр: row.partner, Откреплён: ruDay(facts.today), Строка: row.row },
    };
  },
};

export const actions: readonly TechnocomAction[] = [checkClient, detachClient];
