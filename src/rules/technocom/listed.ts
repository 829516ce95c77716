// What the last recompute listed in «Сроки» about the registry: its memory by name. Staff may have pasted the list in
// another order since; then the states of that recompute stand beside other requests.
import { groupBy } from '../collections.js';
import { keyOf } from '../text.js';
import type { Claim } from './claims.js';
import type { RegistryRow, TechnocomFacts } from './model.js';
import { isConfirmed, type Status } from './states.js';

export const ANSWER = 'Ответ на запрос закрепления (п. 3.1)';
export const HOLD_END = 'Перечень ПО: конец предварительного закрепления (п. 3.1)';
/** Client and contract, to distinguish clients of the same name. */
export const listedAs = ({ client, contract }: Pick<RegistryRow, 'client' | 'contract'>): string =>
  `${client}, ${contract}`;
/** Whose request is to be answered. */
export const answerNote = (partner: string, requested: string): string =>
  `запрос партнёра ${partner} от ${requested}`;
const ASKED = /^запрос партнёра (.*) от [^а-яё]*$/i;
/** What fixed the client during the hold, and the state that ended it; null for none. */
export const holdNote = (fixedBy: string | null, closed: Status | null): string =>
  [fixedBy, closed && `${CLOSED}${closed}»: закрепление прекращено`].filter(Boolean).join('; ');
const CLOSED = 'статус «';

/** How a request stood at the last recompute. */
export interface Stood {
  /** Null: it was in error, or not there. Of what is only known by name, a state that stands for all of its kind. */
  readonly status: Status | null;
  /** The state beside it belongs to another request, and nothing is known of this one. */
  readonly isForeign: boolean;
}

/** The states that always have a line, by what stands for them. */
const lineOf = (status: Status | null): Status | null => {
  if (status === null || status === 'На рассмотрении') return status;
  if (isConfirmed(status)) return 'Предварительно закреплён';
  return status === 'Срок истёк' ? status : null;
};

interface Line {
  readonly object: string;
  readonly partner: string;
  readonly status: Status;
  /** Earlier versions did not say what had become of a client that was fixed. */
  readonly mayBeOver: boolean;
}

/** What «Сроки» tells of requests. */
const linesOf = ({ listed }: TechnocomFacts): readonly Line[] => [
  ...listed(ANSWER).map(({ object, note }): Line => ({
    object,
    partner: ASKED.exec(note)?.[1] ?? '',
    status: 'На рассмотрении',
    mayBeOver: false,
  })),
  ...listed(HOLD_END).map(({ object, note, responsible }): Line => {
    const isClosed = note.includes(CLOSED);
    return {
      object,
      partner: responsible,
      status: isClosed ? 'Срок истёк' : 'Предварительно закреплён',
      mayBeOver: note !== '' && !isClosed,
    };
  }),
];

/** How each request stood, by name if «Сроки» tells, else by its row. */
export function stoodBefore(facts: TechnocomFacts, claims: readonly Claim[]): (claim: Claim) => Stood {
  const byRow = ({ row }: Claim): Stood => ({ status: row.was.status, isForeign: false });
  const keyFor = (object: string, partner: string): string => `${keyOf(object)}\n${keyOf(partner)}`;
  const claimKey = ({ row, partner }: Claim): string => keyFor(listedAs(row), partner.name);
  const lines = linesOf(facts);
  if (lines.length === 0) return byRow;
  const listed = groupBy(lines, ({ object, partner }) => keyFor(object, partner));
  const own = groupBy(claims, claimKey);
  const broken = new Set(
    facts.broken.registry.map(({ client, contract }) =>
      keyOf(listedAs({ client: client ?? '', contract: contract ?? '' })),
    ),
  );
  // A line whose request has been retyped: nobody knows which row is its own.
  const isRetyped = lines.some(
    ({ object, partner }) => !own.has(keyFor(object, partner)) && !broken.has(keyOf(object)),
  );
  return (claim) => {
    const key = claimKey(claim);
    const beside = byRow(claim);
    // Several requests of one partner for one client are distinguished by their rows alone.
    if ((own.get(key)?.length ?? 0) > 1) return beside;
    const known = listed.get(key) ?? [];
    const line = lineOf(beside.status);
    const isOver = beside.status === 'Откреплён' || beside.status === 'Отклонён';
    if (known.some(({ status, mayBeOver }) => status === line || (isOver && mayBeOver))) return beside;
    const [first] = known;
    if (first) return { status: first.status, isForeign: false };
    return line === null || isRetyped ? beside : { status: null, isForeign: true };
  };
}
