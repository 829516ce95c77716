// Letters about applications: welcome and refusal. Each decision is told once, and again when it turns round.
import { entryOf, groupBy } from '../collections.js';
import { ruDay } from '../day.js';
import { hashIn, isErased } from '../erased.js';
import { addressHash } from '../hash.js';
import {
  byCreation,
  hasGone,
  type Letter,
  letter,
  NOT_TAKING_PART,
  numbered,
  type PastLetter,
  unnumbered,
} from '../letters.js';
import { isoInstant, ruInstant, ruZone } from '../zone.js';
import type { Assessment } from './assess.js';
import { byStart } from './blocks.js';
import { addressed } from './letter-parts.js';
import { letters } from './letters.js';
import { blockTitle, type MarathonFacts, type Participant, type Row } from './model.js';
import { startsMemo } from './moves.js';
import type { RefusalReason } from './registrations.js';

type Application = Row<'registrations'>;

/** What one applicant knows from letters that have gone. */
interface Told {
  decision: 'registered' | 'rejected' | null;
  /** «Дата регистрации» of the accepted application, as in keys of letters; '' while no letter has named it. */
  accepted: string;
  welcomes: number;
  /** Refusals after which the applicant did not take part. */
  reversals: number;
  readonly refusals: PastLetter[];
}

const newcomer = (): Told => ({ decision: null, accepted: '', welcomes: 0, reversals: 0, refusals: [] });
/** Somebody who has had no letter, as nearly everybody at a first run. */
const STRANGER: Readonly<Told> = newcomer();

/** Since when somebody who was erased takes part again, by the hash of the address. */
function renewals({ rows: { registrations } }: MarathonFacts): ReadonlyMap<string, number> {
  const since = new Map<string, number>();
  const erased = new Set(registrations.flatMap(({ email }) => (isErased(email) ? [hashIn(email)] : [])));
  if (erased.size === 0) return since;
  for (const { email, registered } of registrations) {
    const hash = addressHash(email);
    if (erased.has(hash)) since.set(hash, Math.min(registered, since.get(hash) ?? registered));
  }
  return since;
}

/** What each applicant was told, by address. Whoever was erased since knows of nothing that was sent before. */
function toldBefore(facts: MarathonFacts): (email: string) => Readonly<Told> {
  const { past } = facts;
  const since = renewals(facts);
  const all = new Map<string, Told>();
  const gone = [letters.registered, letters.rejected].flatMap((kind) =>
    past
      .of(kind.code)
      .flatMap((one) => (hasGone(one) ? { isWelcome: kind === letters.registered, one } : [])),
  );
  gone.sort((a, b) => byCreation(a.one, b.one));
  for (const { isWelcome, one } of gone) {
    const told = entryOf(all, one.recipient, newcomer);
    const isReversal = !isWelcome && one.memo === NOT_TAKING_PART;
    if (isWelcome) told.welcomes += 1;
    if (isReversal) told.reversals += 1;
    if ((one.created ?? 0) < (since.get(one.recipient) ?? 0)) continue;
    if (isWelcome) {
      told.decision = 'registered';
      told.accepted = unnumbered(one.date);
    } else {
      told.refusals.push(one);
      if (isReversal) told.decision = 'rejected';
      else told.accepted ||= one.memo;
    }
  }
  // Hashing addresses is the slowest part: none is hashed at the first run.
  return (email) => (all.size === 0 ? undefined : all.get(addressHash(email))) ?? STRANGER;
}

function schedule({ facts: { now, zone }, blocks }: Assessment): string {
  if (blocks.list.length === 0) return 'появится на странице марафона.';
  return byStart(blocks.list)
    .map(
      (block) =>
        `${blockTitle(block)} — ${ruInstant(zone, block.start)}, тест ${now < block.closes ? 'до' : 'закрылся'} ${ruInstant(zone, block.closes)}`,
    )
    .join('\n');
}

/** By what the applicant was told last. */
const WELCOMES = {
  new: 'Ваша заявка принята',
  rejected: 'Теперь ваша заявка принята, прежнее письмо об отказе недействительно',
  registered: 'Теперь принята другая ваша заявка, прежнее письмо о приёме недействительно',
};

/**
 * The date of a participant's application if the last letter named another one, and that one is refused by now, or this
 * one was. (If neither is so, staff have corrected the date of the one that was accepted.) Null otherwise.
 */
function replacing(
  { zone }: MarathonFacts,
  { email, registered }: Participant,
  { accepted, refusals }: Told,
  refused: RefusedBy,
): string | null {
  if (accepted === '') return null;
  const date = isoInstant(zone, registered);
  const isOther =
    accepted !== date &&
    ((refused.get(email) ?? []).some((one) => one.date === accepted) ||
      refusals.some((one) => unnumbered(one.date) === date));
  return isOther ? date : null;
}

/** To every participant who does not know it yet. Contains the whole schedule. */
function registeredLetters(
  assessment: Assessment,
  toldOf: (email: string) => Readonly<Told>,
  refused: RefusedBy,
): readonly Letter[] {
  const { facts, blocks, registrations } = assessment;
  const { settings, zone, now } = facts;
  const memo = startsMemo(blocks.list);
  const shared = {
    Расписание: schedule(assessment),
    'Часовой пояс': ruZone(zone, now),
    Финал: ruDay(settings.marathonTo),
  };
  return registrations.participants.flatMap((participant) => {
    const told = toldOf(participant.email);
    const date = told.decision === 'registered' ? replacing(facts, participant, told, refused) : '';
    if (date === null) return [];
    return letter(letters.registered, {
      object: '',
      date: numbered(date, told.welcomes + told.reversals),
      to: participant.email,
      person: participant.name,
      occasion: now,
      memo,
      values: () => ({
        ...addressed(facts, participant),
        ...shared,
        Решение: WELCOMES[told.decision ?? 'new'],
      }),
    });
  });
}

/** Each reason to its reader. */
const REASONS: Readonly<Record<RefusalReason, string>> = {
  'регистрация вне срока': 'регистрация вне срока',
  'нет на портале': 'вас нет на портале',
  'никнейм занят': 'никнейм занят другой заявкой',
  'email занят': 'этот адрес занят другой заявкой',
};

/** What to do about each refusal. */
function remedy(
  { settings, today }: MarathonFacts,
  reason: RefusalReason,
  accepted: Participant | undefined,
): string {
  if (accepted || reason === 'email занят')
    return `ничего. С этим адресом уже принята другая заявка (никнейм «${accepted?.nickname ?? ''}»), вторая не нужна. Если участвовать хочет ваш коллега, пусть укажет собственный адрес.`;
  const last = ruDay(settings.registrationTo);
  const period = `с ${ruDay(settings.registrationFrom)} по ${last} включительно`;
  // A date ahead of now, mostly a typing error, does not end the registration.
  const isOver = today > settings.registrationTo;
  switch (reason) {
    case 'регистрация вне срока':
      return isOver
        ? `регистрация закончилась ${last}; если всё же хотите участвовать, напишите организатору.`
        : `подайте заявку ещё раз ${period}.`;
    case 'нет на портале':
      return 'зарегистрируйтесь на партнёрском портале PRO32 и сообщите об этом организатору: он отметит это в вашей заявке, и заявка будет рассмотрена снова.';
    case 'никнейм занят': {
      const again = isOver ? '' : ` и подайте заявку ещё раз (регистрация открыта ${period}) или`;
      return `придумайте другой никнейм${again || ' и'} сообщите его организатору: организатор исправит никнейм в вашей заявке.`;
    }
  }
}

interface Refused {
  readonly row: Application;
  readonly reason: RefusalReason;
  /** «Дата регистрации» as it stands in the letter's key. */
  readonly date: string;
}
type RefusedBy = ReadonlyMap<string, readonly Refused[]>;

/** The refused applications by address. */
function refusedBy({ facts: { rows, zone }, registrations }: Assessment): RefusedBy {
  const refused = rows.registrations.flatMap((row, index): Refused[] => {
    const reason = registrations.verdicts[index]?.reason ?? null;
    return reason === null ? [] : [{ row, reason, date: isoInstant(zone, row.registered) }];
  });
  return groupBy(refused, ({ row }) => row.email);
}

/**
 * Those of one person's refused applications whose refusal has gone: by reason and date; and where staff have
 * corrected the date since, by reason, if it was handed in by the time of a letter whose own date none has any more.
 */
function toldRefusals(refused: readonly Refused[], letters: readonly PastLetter[]): ReadonlySet<Refused> {
  const told = new Set<Refused>();
  if (letters.length === 0) return told;
  const dates = new Set(refused.map(({ date }) => date));
  const byMatter = new Map(letters.map((one) => [`${one.object} ${unnumbered(one.date)}`, one]));
  for (const one of refused) if (byMatter.has(`${one.reason} ${one.date}`)) told.add(one);
  for (const { object, date, created } of byMatter.values()) {
    if (dates.has(unnumbered(date))) continue;
    const corrected = refused.find(
      (one) => one.reason === object && !told.has(one) && (created === null || one.row.registered <= created),
    );
    if (corrected) told.add(corrected);
  }
  return told;
}

/**
 * One per refused application and reason, and again to somebody who was told meanwhile that they take part; then
 * about their lowest application only.
 */
function rejectedLetters(
  { facts, registrations }: Assessment,
  toldOf: (email: string) => Readonly<Told>,
  refused: RefusedBy,
): readonly Letter[] {
  const { zone, now } = facts;
  return [...refused].flatMap(([email, own]) => {
    const { decision, welcomes, refusals } = toldOf(email);
    const accepted = registrations.byEmail.get(email);
    const takesPart = accepted !== undefined;
    const told = toldRefusals(own, refusals);
    return own.flatMap((one, index) => {
      const { row, reason, date } = one;
      const day = zone.dayOf(row.registered);
      const isNews = decision === 'registered' && !takesPart && index === own.length - 1;
      if (told.has(one) && !isNews) return [];
      return letter(letters.rejected, {
        object: reason,
        to: email,
        person: row.name,
        date: takesPart ? date : numbered(date, welcomes),
        occasion: now,
        // For later runs: it names this one's nickname.
        memo: accepted ? isoInstant(zone, accepted.registered) : NOT_TAKING_PART,
        values: () => ({
          ...addressed(facts, row),
          // A bare date is read as its 00:00.
          Подана: row.registered === zone.at(day) ? ruDay(day) : ruInstant(zone, row.registered),
          Решение: takesPart
            ? 'Вы уже участник марафона «Эксперт в PROдажах», ещё одна заявка не принята'
            : 'Заявка на марафон «Эксперт в PROдажах» не принята',
          Причина: REASONS[reason],
          'Что делать':
            remedy(facts, reason, accepted) + (isNews ? ' Прежнее письмо о приёме недействительно.' : ''),
        }),
      });
    });
  });
}

/** Welcome and refusal letters; their occasion is the recompute that first decides so. */
export function decisionLetters(assessment: Assessment): readonly Letter[] {
  const toldOf = toldBefore(assessment.facts);
  const refused = refusedBy(assessment);
  return [...registeredLetters(assessment, toldOf, refused), ...rejectedLetters(assessment, toldOf, refused)];
}
