// Explanations of the result tabs: places and sums of «Рейтинг», «Номинации», and the arithmetic of a draw.
import { hexModulo } from '../hash.js';
import { isErasedText } from '../erased.js';
import { type Reason, type ReasonLine, rowLine, writtenSum } from '../reasons.js';
import { count, formatNumber } from '../text.js';
import type { Assessment } from './assess.js';
import { candidatesText, drawWinner } from './draws.js';
import { PART_TEXTS } from './explain-rows.js';
import { CLAUSES, type Participant } from './model.js';
import { candidatesCount, type NominationRule } from './nominations.js';
import { type Part, PARTS } from './scoring.js';
import { earnedBy } from './standings.js';
import { tabs } from './tabs.js';

/** One participant's rows of one tab with what each is worth, including rows worth nothing. */
function awardLines(
  assessment: Assessment,
  part: Part,
  participant: Participant,
  worth: NominationRule['worth'] = earnedBy,
): readonly ReasonLine[] {
  const { rows } = assessment.facts;
  return assessment[part].awards.flatMap((award, index): ReasonLine | [] => {
    const row = rows[part][index];
    if (award.participant !== participant || !row) return [];
    const value = worth(award, index, rows);
    if (value === null) return [];
    const why = award.note === null ? '' : ` (${award.note})`;
    return rowLine(tabs[part], row, `${PART_TEXTS[part].row(rows, index)}: ${formatNumber(value)}${why}`);
  });
}

/** Explains a cell of «Рейтинг»; `index` is 0-based among its rows. */
export function explainRating(assessment: Assessment, index: number, column: string): Reason | null {
  const { ranked } = assessment.standings;
  const standing = ranked[index];
  if (!standing) return null;
  const { place, item: tally } = standing;
  const { participant } = tally;
  const { columns } = tabs.rating;
  const part = PARTS.find((key) => key === column);
  if (part) {
    const { clause, rule } = PART_TEXTS[part];
    const lines = awardLines(assessment, part, participant);
    const text = `На вкладке «${tabs[part].title}» нет строк с адресом этого участника; строки с ошибками не считаются.`;
    const counted = assessment[part].awards.filter(
      (award) => award.participant === participant && award.note === null,
    );
    return {
      rule: rule(assessment.facts.settings),
      clause,
      lines: lines.length > 0 ? lines : [{ text }],
      sum: writtenSum(counted.map(earnedBy), tally[part], formatNumber),
    };
  }
  switch (column) {
    case 'nickname':
      return {
        rule: 'Никнейм виден всем, контактные данные скрыты. При равном «Итого» строки идут по никнейму.',
        clause: CLAUSES.registration,
        lines: [rowLine(tabs.registrations, participant, `Заявка участника ${participant.nickname}`)],
      };
    case 'total':
      return {
        rule: columns.total.options.note,
        clause: CLAUSES.rating,
        lines: PARTS.map((key) => ({ text: `${columns[key].header}: ${formatNumber(tally[key])}` })),
        sum: writtenSum(
          PARTS.map((key) => tally[key]),
          tally.total,
          formatNumber,
        ),
      };
    case 'place': {
      const people = (which: (total: number) => boolean): string =>
        count(ranked.filter(({ item }) => which(item.total)).length, 'участник', 'участника', 'участников');
      return {
        rule: columns.place.options.note,
        clause: CLAUSES.results,
        lines: [
          { text: `${participant.nickname}: ${formatNumber(tally.total)}` },
          { text: `С более высоким «Итого»: ${people((total) => total > tally.total)}` },
          { text: `С таким же «Итого» (вместе с этим): ${people((total) => total === tally.total)}` },
        ],
        sum: `${formatNumber(place - 1)} + 1 = ${formatNumber(place)}`,
      };
    }
    default:
      return null;
  }
}

/** Explains a cell of «Номинации»; `index` is 0-based among its rows. */
export function explainNomination(assessment: Assessment, index: number, column: string): Reason | null {
  const nomination = assessment.nominations[index];
  if (!nomination) return null;
  const { rule, best, candidates, winner, basis, draw, changed } = nomination;
  const holders = candidates.map((nickname): ReasonLine => ({ text: `${nickname}: ${formatNumber(best)}` }));
  const clause = CLAUSES.nominations;
  switch (column) {
    case 'name':
    case 'measure':
      return { rule: `«${rule.name}»: сравнивается показатель «${rule.measure}».`, clause, lines: [] };
    case 'best':
    case 'candidates': {
      const holder = assessment.registrations.holderOf(candidates[0] ?? '');
      const rows = holder
        ? [
            { text: `Из чего сложился результат участника ${holder.nickname}:` },
            ...awardLines(assessment, rule.part, holder, rule.worth),
          ]
        : [];
      return {
        rule: `Лучший результат — наибольший показатель «${rule.measure}»; претенденты — все, у кого он есть. Ноль результатом не считается.`,
        clause,
        lines: [...holders, ...rows],
        sum: holder ? `лучший результат — ${formatNumber(best)}, ${candidatesCount(candidates)}` : basis,
      };
    }
    case 'winner':
    case 'basis':
    case 'note':
      return {
        rule: 'Победитель — единственный лучший; если лучших несколько, его определяет розыгрыш в прямом эфире. Розыгрыш действует, пока его не отменят с причиной, даже если состав претендентов изменился.',
        clause,
        lines: draw ? [rowLine(tabs.draws, draw, `Розыгрыш среди: ${draw.candidates}`), ...holders] : holders,
        sum: `${basis}${winner === null ? '' : `: ${winner}`}${changed ? '; состав изменился' : ''}`,
      };
    default:
      return null;
  }
}

/** A hash as a draw records it. */
const DIGEST = /^[0-9a-f]{64}$/;

/**
 * Explains a row of «Розыгрыши» by repeating the draw from its own cells; `index` is 0-based among its good
 * rows. Where somebody's data are erased, only the winner's number can be checked.
 */
export function explainDraw({ facts: { rows }, nominations }: Assessment, index: number): Reason | null {
  const row = rows.draws[index];
  if (!row?.nomination || !row.candidates) return null;
  const { columns } = tabs.draws;
  const seed = row.seed ?? '';
  const recorded = row.hash ?? '';
  // The cell holds a cut list; the nomination has the whole one as long as nothing has changed.
  const now = nominations.find(({ rule }) => rule.name === row.nomination)?.candidates ?? [];
  const nicknames = candidatesText(now) === row.candidates ? now : row.candidates.split(',');
  const line = (text: string): ReasonLine => rowLine(tabs.draws, row, text);
  const isErased = nicknames.some(isErasedText) && DIGEST.test(recorded);
  const { hash, winner } = drawWinner(seed, row.nomination, nicknames);
  const number = hexModulo(isErased ? recorded : hash, nicknames.length);
  const agrees = hash === row.hash && winner === row.winner;
  return {
    rule: `${columns.hash.options.note} ${columns.winner.options.note}`,
    clause: CLAUSES.nominations,
    lines: isErased
      ? [
          line(`Претенденты: ${row.candidates}`),
          {
            text: 'Данные кого-то из них удалены: хеш по этому списку уже не получить, проверить можно только номер победителя.',
          },
          line(`Записанный хеш: ${recorded}`),
        ]
      : [
          line(`Строка: ${seed}|${row.nomination}|${row.candidates}`),
          { text: `Её хеш: ${hash}` },
          line(
            agrees
              ? 'Записанные хеш и победитель сходятся с расчётом.'
              : 'Записанные хеш или победитель с расчётом не сходятся.',
          ),
        ],
    sum: `остаток от деления хеша на ${nicknames.length} равен ${number}: ${nicknames[number] ?? ''}`,
  };
}
