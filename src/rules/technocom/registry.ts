// The result of the registry: state, dates and notes of every row, and who holds each client today. Combines
// what follows from each row (claims.ts) and their conflicts (conflicts.ts).
import { groupBy } from '../collections.js';
import { type Day, isoDay, ruDay } from '../day.js';
import { rowWarning } from '../programme.js';
import { count, days, remark } from '../text.js';
import { type Claim, type Hold, inOrder, lastHeldDay, readClaim, statusOf } from './claims.js';
import { type Conflict, settle } from './conflicts.js';
import { aheadRemarks } from './dates.js';
import { letters } from './letters.js';
import { type Stood, stoodBefore } from './listed.js';
import { type MailLog, mailLog } from './mail-log.js';
import type { TechnocomFacts, TechnocomProblem, TechnocomTabs } from './model.js';
import type { Directory } from './partners.js';
import { DISPLACED, isDisplaced, lateRemarks } from './remarks.js';
import { indexReports, type ReportIndex } from './report-index.js';
import { isConfirmed, type Status, STATES } from './states.js';

export interface RegistryEntry {
  readonly claim: Claim;
  readonly refusal: Conflict | null;
  /**
   * The refusal, if its partner knows the client as his, but another partner's row, mended since, holds it: that is no
   * decision to be told of, and the head office must make one.
   */
  readonly displaced: Conflict | null;
  readonly status: Status;
  /** Whether the row keeps the client today. */
  readonly held: boolean;
  /** Закреплён до and Отчёт до; null where the spec leaves them blank. */
  readonly heldUntil: Day | null;
  readonly reportDue: Day | null;
  /** Whether a warning about the overdue report was given by staff or by a sent letter, also if it is closed since. */
  readonly warned: boolean;
}

export interface Registry {
  readonly reports: ReportIndex;
  readonly log: MailLog;
  /** Parallel to the good rows; null for a row in error or with a request in the future. */
  readonly byRow: readonly (RegistryEntry | null)[];
  /** The same without the nulls. */
  readonly entries: readonly RegistryEntry[];
  /** Client key → the claim that holds the client today. */
  readonly holders: ReadonlyMap<string, Claim>;
  /** Claims without a discount, each with the earlier one of another partner that holds another contract (rule 6). */
  readonly seconds: ReadonlyMap<Claim, Claim>;
  /** Примечание, parallel to the good rows; null for none. */
  readonly notes: readonly (string | null)[];
  readonly problems: readonly TechnocomProblem[];
}

export const isHeld = ({ held }: RegistryEntry): boolean => held;

/** Decides the whole registry. */
export function decideRegistry(facts: TechnocomFacts, partners: Directory): Registry {
  const { rows, today, now } = facts;
  const reports = indexReports(rows.reports, partners, today);
  const claims = rows.registry.map((row): Claim | null => {
    const partner = partners.find(row.partner);
    return partner && row.requested <= now ? readClaim(row, partner, reports.of, facts) : null;
  });
  const asked = claims.filter((claim) => claim !== null);
  const { refusals, holders } = settle(asked, today);
  const stood = stoodBefore(facts, asked);
  const log = mailLog(facts, asked, refusals, stood);
  const byRow = claims.map(
    (claim) => claim && entryOf(claim, refusals.get(claim) ?? null, today, { log, stood }),
  );
  const entries = byRow.filter((entry) => entry !== null);
  const decided = { log, holders, seconds: secondPartners(entries) };
  const notes = rows.registry.map(({ was }, index) => {
    const entry = byRow[index];
    return remark(
      entry
        ? [...notesOf(entry, decided, facts), ...aheadRemarks({ tab: 'registry', index }, facts)]
        : ['дата запроса ещё не наступила: запрос не учтён', ...lateRemarks(was.note, null)],
    );
  });
  const problems: TechnocomProblem[] = [];
  for (const { claim, displaced } of entries)
    if (displaced) problems.push(displacedProblem(claim, displaced));
  return { ...decided, reports, byRow, entries, notes, problems };
}

function entryOf(
  claim: Claim,
  refusal: Conflict | null,
  today: Day,
  { log, stood }: { readonly log: MailLog; readonly stood: (claim: Claim) => Stood },
): RegistryEntry {
  const status = refusal?.status ?? statusOf(claim, today);
  const { holds, fixed } = STATES[status];
  const { hold, reporting, closed, warned } = claim;
  const wasHeld = (): boolean => {
    const { status: before } = stood(claim);
    return (before !== null && isConfirmed(before)) || isDisplaced(claim.row.was.note);
  };
  return {
    claim,
    refusal,
    displaced: status === 'Отклонён: занят' && closed === null && wasHeld() ? refusal : null,
    status,
    held: holds,
    heldUntil: holds && hold && !fixed ? hold.until : null,
    reportDue: fixed && reporting ? reporting.due : null,
    warned:
      reporting !== null &&
      today > reporting.due &&
      ((warned !== null && warned > reporting.due) ||
        log.wasTold(letters.warning, claim, isoDay(reporting.due))),
  };
}

function displacedProblem({ row }: Claim, { on, holder }: Conflict): TechnocomProblem {
  const closing = holder.hold && holder.hold.confirmed <= on ? 'Откреплён' : 'Отклонено';
  return rowWarning<TechnocomTabs>('registry', row.row, 'confirmed', {
    what: `строка держала клиента, а теперь ей отказано: ${ruDay(on)} его держала строка ${holder.row.row} (${holder.partner.name})`,
    how: `Если клиент остаётся здесь, впишите в строке ${holder.row.row} в столбец «${closing}» дату ${ruDay(on)}. Если нет, впишите дату в «Отклонено» здесь: появится письмо партнёру.`,
  });
}

/** Claims made after another partner's claim that holds another contract of the same ИНН today (rule 6, п. 3.4). */
function secondPartners(entries: readonly RegistryEntry[]): ReadonlyMap<Claim, Claim> {
  const held = entries.filter(isHeld).map(({ claim }) => claim);
  const holders = groupBy(held.sort(inOrder), ({ row }) => row.inn);
  const seconds = new Map<Claim, Claim>();
  for (const { claim, held, status } of entries) {
    if (!held && status !== 'Запрос неполный') continue;
    // Nearly always the first of them, or the first of another partner.
    const rival = holders
      .get(claim.row.inn)
      ?.find(({ partner, key }) => partner !== claim.partner && key !== claim.key);
    if (rival && inOrder(rival, claim) < 0) seconds.set(claim, rival);
  }
  return seconds;
}

function notesOf(
  { claim, refusal, displaced, status, held, warned }: RegistryEntry,
  { log, holders, seconds }: Pick<Registry, 'log' | 'holders' | 'seconds'>,
  facts: TechnocomFacts,
): readonly string[] {
  const { today, settings } = facts;
  const notes: string[] = [];
  const { row, hold, reporting } = claim;
  if (refusal) notes.push(refusalNote(claim, refusal, holders.get(claim.key) ?? null, facts));
  if (displaced) notes.push(DISPLACED);
  if (status === 'Запрос неполный') notes.push(`не хватает: ${claim.missing.join(', ')}`);
  if (hold && !refusal) {
    if (hold.extension === 'late')
      notes.push(`продление согласовано после ${ruDay(hold.until)} и не действует (п. 3.1)`);
    if (hold.extension === 'granted' && (row.extendBy ?? 0) > settings.extendDays)
      notes.push(`продление не больше ${count(settings.extendDays, 'дня', 'дней', 'дней')} (п. 3.1)`);
    const missed = (date: Day | null): boolean =>
      date !== null && date <= today && (date < hold.confirmed || date > hold.until);
    // Once the client is fixed, the other one may come whenever it comes.
    if (!hold.fixed && missed(row.softwareListed))
      notes.push('перечень ПО получен вне срока закрепления и не учтён (п. 3.1)');
    if (!hold.fixed && missed(row.licencesBought))
      notes.push('лицензии куплены вне срока закрепления и не учтены (п. 3.1)');
  }
  if (status === 'Закреплён' && reporting && today > reporting.due) notes.push('отчёт просрочен');
  if (STATES[status].holds && reporting?.warnedEarly)
    notes.push('предупреждение вынесено не позже дня отчёта и не учтено');
  if ((status === 'Предупреждение' || status === 'Подлежит откреплению') && !warned)
    notes.push('предупреждение не отправлено');
  const lost = refusal ? null : (reporting?.detachedOn ?? null);
  // Also if staff have closed the row since: that day still counts.
  if (lost !== null && (claim.closed === null || lost < claim.closed))
    notes.push(`откреплён автоматически ${ruDay(lost)} (п. 3.3)`);
  notes.push(...lateRemarks(row.was.note, reporting));
  if (seconds.has(claim)) notes.push(SECOND_PARTNER);
  if (hold && held)
    for (const [kind, loss] of LOSSES) {
      const told = log.lossTold(claim, hold.confirmed, kind);
      if (told !== null)
        notes.push(`партнёру сообщено ${loss} ${ruDay(told)}, а клиент за ним: напишите ему`);
    }
  return notes;
}

const LOSSES = [
  [letters.detached, 'об откреплении'],
  [letters.fixationExpired, 'о конце закрепления'],
] as const;
const SECOND_PARTNER = 'скидка второму участнику не предоставляется (п. 3.4)';

/** Who held the client until when, and whether it is free now. */
function refusalNote(
  claim: Claim,
  { status, holder }: Conflict,
  holdsNow: Claim | null,
  facts: TechnocomFacts,
): string {
  const who =
    status === 'Повтор'
      ? `клиент уже запрошен этим партнёром (строка ${holder.row.row})`
      : `клиента держит партнёр ${holder.partner.name} (строка ${holder.row.row})`;
  if (holdsNow === holder) return `${who}, ${holdingText(holder, facts)}`;
  const last = status === 'Повтор' ? null : lastHeldDay(holder, holder.hold ? 'confirmation' : 'request');
  const then = who.replace('держит', 'держал') + (last === null ? '' : `, по ${ruDay(last)}`);
  if (!holdsNow) return `${then}; сейчас клиент свободен${howToHold(claim)}`;
  return `${then}; сейчас его держит партнёр ${holdsNow.partner.name} (строка ${holdsNow.row.row}), ${holdingText(holdsNow, facts)}`;
}

/** What staff do to confirm a refused row whose client is free; '' for one that is closed anyway. */
function howToHold({ closed, hold }: Claim): string {
  if (closed !== null) return '';
  return `: чтобы закрепить, ${hold ? 'измените дату' : 'заполните'} «Подтверждено»`;
}

/** In words, until when a claim that holds today keeps its client. */
function holdingText({ hold, reporting }: Claim, { settings, today }: TechnocomFacts): string {
  if (!hold)
    return `запрос на рассмотрении (срок закрепления после подтверждения — ${days(settings.holdDays)})`;
  if (hold.fixed && hold.fixed.from <= today && reporting)
    return `клиент закреплён, отчёт до ${ruDay(reporting.due)}${hold.fixed.by === 'licences' ? ' (лицензии куплены)' : ''}`;
  return untilText(hold);
}

/** «до 12.05.2025», and whether the client stays fixed then. */
export const untilText = ({ until, fixed }: Hold): string =>
  `до ${ruDay(until)}${fixed?.by === 'licences' ? ' (лицензии куплены: останется закреплённым)' : ''}`;
