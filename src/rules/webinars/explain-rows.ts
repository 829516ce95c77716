// «Почему такая цифра?» for single rows: a talk, a registration, a presence, a line of the budget, a text, a violation.
import { ruDay } from '../day.js';
import { formatMoney, ZERO } from '../money.js';
import type { Reason, ReasonLine } from '../programme.js';
import { formatNumber, keyOf } from '../text.js';
import { rowsOf } from './attendance.js';
import { consequenceText } from './consequence.js';
import { type Case, CLAUSES, memberRows, type MemberTab } from './model.js';
import type { Season } from './season.js';
import { tabs } from './tabs.js';

type Explainer = (season: Season, one: Case, index: number, column: string) => Reason | null;

const at = (tab: MemberTab | 'webinars', row: number, text: string): ReasonLine => ({
  text,
  tab: tabs[tab].title,
  row,
});
/** Each finding as its own line. */
const parts = (tab: MemberTab, row: number, texts: readonly string[]): readonly ReasonLine[] =>
  texts.length > 0 ? texts.map((text) => at(tab, row, text)) : [at(tab, row, 'замечаний нет')];

const EXPLAINERS: Readonly<Record<MemberTab, Explainer>> = {
  talks: (season, _one, index) => {
    const row = season.facts.rows.talks[index];
    if (!row) return null;
    return {
      rule: 'Доклад не упоминает конкурентов, не пересекается с другими, а доклад о продукте не короче нужного и называет продукт.',
      clause: `${CLAUSES.programme}, п. 1 и 3`,
      lines: parts('talks', row.row, season.talks[index]?.remarks ?? []),
    };
  },
  listeners: (season, one, index) => {
    const row = season.facts.rows.listeners[index];
    const registration = season.listeners[index];
    if (!row || !registration) return null;
    return {
      rule: 'Регистрация принята, если заполнены шесть полей, адрес и телефон верны, согласие дано, отказа нет и адрес ещё не принят на этот вебинар (первой считается более ранняя, затем верхняя).',
      clause: `${CLAUSES.landing}, п. 4, 6 и 11`,
      lines: [
        at('listeners', row.row, registration.reason ?? 'всё заполнено'),
        at('webinars', one.row.row, one.row.topic),
      ],
      ...(registration.status === null ? {} : { sum: registration.status }),
    };
  },
  attendance: (season, one, index) => {
    const { facts } = season;
    const row = facts.rows.attendance[index];
    if (!row) return null;
    const all = rowsOf(facts.rows, season.book, one, row.email);
    return {
      rule: `Минуты одного адреса складываются по всем подключениям; засчитывается от ${formatNumber(facts.settings.attendanceMinutes)} мин, пустые минуты — явка. Ответ стоит в первой строке адреса.`,
      clause: CLAUSES.budget,
      lines: all.map((each) =>
        at(
          'attendance',
          each.row,
          each.minutes === null ? 'минуты пусты' : `${formatNumber(each.minutes)} мин`,
        ),
      ),
      sum: `${formatNumber(all.reduce((sum, each) => sum + (each.minutes ?? 0), 0))} мин`,
    };
  },
  budget: (season, one, index) => {
    const { facts } = season;
    const row = facts.rows.budget[index];
    const line = season.budget[index];
    if (!row || !line) return null;
    const lines = [
      at('budget', row.row, `согласовано ${amountText(row.approved)}, факт ${amountText(row.actual)}`),
    ];
    if (line.reason !== null) lines.push(at('budget', row.row, line.reason));
    const channel = row.channel === null ? null : keyOf(row.channel);
    for (const member of one.members.announcements) {
      const placed = facts.rows.announcements[member];
      if (
        placed &&
        channel !== null &&
        keyOf(placed.channel) === channel &&
        season.announcements[member]?.violation
      )
        lines.push(at('announcements', placed.row, `размещение с нарушением: ${amountText(placed.cost)}`));
    }
    return {
      rule: 'Меньшее из «Согласовано» и «Факт», если есть документ, а у анонсированного канала — скриншот; стоимость размещений с нарушением вычитается.',
      clause: `${CLAUSES.budget}; ${CLAUSES.announcing}, «Запрещается»`,
      lines,
      sum: formatMoney(line.compensation),
    };
  },
  announcements: (season, _one, index, column) => {
    const row = season.facts.rows.announcements[index];
    const review = season.announcements[index];
    if (!row || !review) return null;
    const lines = parts(
      'announcements',
      row.row,
      review.findings.map((finding) => finding.text),
    );
    const penalty = review.violation ? season.facts.settings.placementPenalty : 0;
    if (column !== 'penalty')
      return {
        rule: 'Анонс проверен по требованиям к тексту и оформлению.',
        clause: CLAUSES.announcing,
        lines,
      };
    return {
      rule: 'Мероприятие подано как мероприятие вендора или нет логотипа организатора — штраф за размещение, один на анонс.',
      clause: `${CLAUSES.announcing}, «Запрещается»`,
      lines,
      sum: formatNumber(penalty),
    };
  },
  landings: (season, _one, index) => {
    const row = season.facts.rows.landings[index];
    const review = season.landings[index];
    if (!row || !review) return null;
    return {
      rule: 'Страница принимается на допустимой платформе, со всеми обязательными пунктами, без запрещённых и с чистым текстом.',
      clause: `${CLAUSES.landing}, п. 2–9`,
      lines: parts('landings', row.row, review.remarks === null ? [] : review.remarks.split('; ')),
      sum: review.accepted ? 'принята' : 'не принята',
    };
  },
  violations: (season, one, index) => {
    const row = season.facts.rows.violations[index];
    if (!row) return null;
    return {
      rule: 'Последствие по таблице «Штрафы».',
      clause: CLAUSES.penalties,
      lines: [at('violations', row.row, `${row.kind}, ${ruDay(row.date)}, количество ${row.quantity ?? 1}`)],
      sum: consequenceText(season.facts, one, row),
    };
  },
};

const amountText = (amount: Parameters<typeof formatMoney>[0] | null): string => formatMoney(amount ?? ZERO);

/** Explains a computed cell of one row; `index` is 0-based among the good rows of the tab. */
export function explainRow(season: Season, tab: MemberTab, index: number, column: string): Reason | null {
  const row = memberRows(season.facts)[tab][index];
  const one = row ? season.book.find(row.webinar) : null;
  return one ? EXPLAINERS[tab](season, one, index, column) : null;
}
