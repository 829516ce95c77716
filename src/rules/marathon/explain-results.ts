// Explanations of the result tabs: places and sums of «Рейтинг», «Номинации», and the arithmetic of a draw.
import { hexModulo } from '../hash.js';
import { isErasedText } from '../erased.js';
import { type Reason, type ReasonLine, rowLine, writtenSum } from '../reasons.js';
import { count, formatNumber, innerQuotes } from '../text.js';
import type { Assessment } from './assess.js';
import { candidatesText, drawWinner } from './draws.js';
import { CLAUSES, type MarathonFacts, type Participant } from './model.js';
import { candidatesCount, type Worth } from './nominations.js';
import { type Part, PARTS, type Tally } from './standings.js';
import { tabs } from './tabs.js';

/** The rule of each part of a total, and how a row of its tab is described. */
const PART_TEXTS: Readonly<
  Record<Part, { readonly rule: string; row(facts: MarathonFacts, index: number): string }>
> = {
  attendance: {
    rule: 'За каждое посещение блока онлайн — один раз.',
    row: ({ rows }, index) =>
      `Блок ${rows.attendance[index]?.block}, ${rows.attendance[index]?.format ?? 'онлайн'}`,
  },
  quiz: {
    rule: 'За верные ответы самой ранней попытки, если она завершена, пока тест открыт.',
    row: ({ rows }, index) => `Блок ${rows.quiz[index]?.block}, верных ответов ${rows.quiz[index]?.correct}`,
  },
  tasks: {
    rule: 'За каждое принятое задание — один раз.',
    row: ({ rows }, index) => `«${innerQuotes(rows.tasks[index]?.task ?? '')}»`,
  },
  sales: {
    rule: 'За каждую новую подтверждённую продажу в период марафона от минимальной суммы.',
    row: ({ rows }, index) => rows.sales[index]?.product ?? '',
  },
  extra: {
    rule: 'Организатор вправе начислить дополнительные баллы самым активным.',
    row: ({ rows }, index) => rows.extra[index]?.why ?? '',
  },
};

/** One participant's rows of one tab with what each is worth (its points), including rows worth nothing. */
function awardLines(
  assessment: Assessment,
  part: Part,
  participant: Participant,
  { counts = () => true, worth = ({ points }) => points ?? 0 }: Worth = {},
): readonly ReasonLine[] {
  const { facts } = assessment;
  const { rows } = facts;
  const lines: ReasonLine[] = [];
  assessment[part].awards.forEach((award, index) => {
    const row = rows[part][index];
    if (award.participant !== participant || !row || !counts(rows, index)) return;
    const why = award.note === null ? '' : ` (${award.note})`;
    lines.push(
      rowLine(tabs[part], row, `${PART_TEXTS[part].row(facts, index)}: ${formatNumber(worth(award))}${why}`),
    );
  });
  return lines;
}

/** The reason for a nought without rows. */
const noRows = (part: Part): string =>
  `На вкладке «${tabs[part].title}» нет строк с адресом этого участника; строки с ошибками не считаются.`;

const isPart = (column: string): column is Part => column in PART_TEXTS;

/** Explains a cell of «Рейтинг»; `index` is 0-based among its rows. */
export function explainRating(assessment: Assessment, index: number, column: string): Reason | null {
  const { ranked } = assessment.standings;
  const standing = ranked[index];
  if (!standing) return null;
  const { place, item: tally } = standing;
  const { participant } = tally;
  if (isPart(column)) {
    const { awards } = assessment[column];
    const lines = awardLines(assessment, column, participant);
    const earned = awards.filter((award) => award.participant === participant && award.credited);
    return {
      rule: PART_TEXTS[column].rule,
      clause: CLAUSES.rating,
      lines: lines.length > 0 ? lines : [{ text: noRows(column) }],
      sum: writtenSum(
        earned.map(({ points }) => points ?? 0),
        tally[column],
        formatNumber,
      ),
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
        rule: 'Рейтинг складывается из баллов за посещения, тесты, задания и продажи и из дополнительных баллов.',
        clause: CLAUSES.rating,
        lines: totalLines(tally),
        sum: writtenSum(
          PARTS.map((part) => tally[part]),
          tally.total,
          formatNumber,
        ),
      };
    case 'place': {
      const ahead = ranked.filter(({ item }) => item.total > tally.total).length;
      const equal = ranked.filter(({ item }) => item.total === tally.total).length;
      return {
        rule: 'Место — по убыванию «Итого»; равные делят место, следующее за ними пропускается (1, 2, 2, 4).',
        clause: CLAUSES.results,
        lines: [
          { text: `${participant.nickname}: ${formatNumber(tally.total)}` },
          { text: `С большим «Итого»: ${count(ahead, 'участник', 'участника', 'участников')}` },
          {
            text: `С таким же «Итого» (вместе с этим): ${count(equal, 'участник', 'участника', 'участников')}`,
          },
        ],
        sum: `${formatNumber(ahead)} + 1 = ${formatNumber(place)}`,
      };
    }
    default:
      return null;
  }
}

const totalLines = (tally: Tally): readonly ReasonLine[] =>
  PARTS.map((part) => ({ text: `${tabs.rating.columns[part].header}: ${formatNumber(tally[part])}` }));

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
      const holder = assessment.standings.ranked.find(
        ({ item }) => item.participant.nickname === candidates[0],
      );
      const rows = holder
        ? [
            { text: `Из чего сложился результат ${holder.item.participant.nickname}:` },
            ...awardLines(assessment, rule.part, holder.item.participant, rule),
          ]
        : [];
      return {
        rule: `Лучший результат — наибольший показатель «${rule.measure}»; претенденты — все, у кого он есть. Ноль результатом не считается.`,
        clause,
        lines: [...holders, ...rows],
        sum: `${formatNumber(best)} — ${candidatesCount(candidates)}`,
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
 * rows.
 */
export function explainDraw({ facts: { rows }, nominations }: Assessment, index: number): Reason | null {
  const row = rows.draws[index];
  if (!row?.nomination || !row.candidates) return null;
  const seed = row.seed ?? '';
  // The cell holds a cut list; the nomination has the whole one as long as nothing has changed.
  const now = nominations.find(({ rule }) => rule.name === row.nomination)?.candidates ?? [];
  const nicknames = candidatesText(now) === row.candidates ? now : row.candidates.split(',');
  const line = (text: string): ReasonLine => rowLine(tabs.draws, row, text);
  const rule =
    'SHA-256 от строки «зерно|номинация|никнейм1,никнейм2,…» (UTF-8) — шестнадцатеричное число; его остаток от деления на число претендентов — номер победителя в списке, считая с нуля.';
  const clause = CLAUSES.nominations;
  const recorded = row.hash ?? '';
  if (nicknames.some(isErasedText) && DIGEST.test(recorded)) {
    const index = hexModulo(recorded, nicknames.length);
    return {
      rule,
      clause,
      lines: [
        line(`Претенденты: ${row.candidates}`),
        {
          text: 'Данные кого-то из них удалены: хеш по этому списку уже не получить, только проверить номер.',
        },
        line(`Записанный хеш: ${recorded}`),
      ],
      sum: `остаток от деления хеша на ${nicknames.length} — ${index}: ${nicknames[index] ?? ''}`,
    };
  }
  const drawn = drawWinner(seed, row.nomination, nicknames);
  const agrees = drawn.hash === row.hash && drawn.winner === row.winner;
  return {
    rule,
    clause,
    lines: [
      line(`Строка: ${seed}|${row.nomination}|${row.candidates}`),
      { text: `Её хеш: ${drawn.hash}` },
      line(
        agrees
          ? 'Записанные хеш и победитель сходятся с расчётом.'
          : 'Записанные хеш или победитель с расчётом не сходятся.',
      ),
    ],
    sum: `остаток от деления хеша на ${nicknames.length} — ${drawn.index}: ${drawn.winner}`,
  };
}
