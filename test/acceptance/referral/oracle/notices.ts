// «Сроки» of «Рефералы» and the letters of a day: coming credits, payouts, ends of terms; statements, first
// clients.
// The letters are those of a run on that day.
import { monthsLater, partsOf } from '../../calendar.js';
import { firstOfNext } from './cells.js';
import type { Tariffs } from './tariffs.js';
import type { Balance, Deadline, Line, Mail, Partner, Register, Settings, Withdrawal } from './terms.js';

export function deadlinesOf(
  { clients }: Register,
  set: Settings,
  { tariffOn }: Tariffs,
  coming: ReadonlySet<Partner>,
  accepted: readonly Withdrawal[],
  today: number,
): readonly Deadline[] {
  const deadlines: Deadline[] = [];
  const state = (at: number): string =>
    at < today ? 'просрочено' : at === today ? 'сегодня' : at - today <= set.warn ? 'скоро' : 'впереди';
  for (const partner of coming) {
    const at = firstOfNext(today);
    deadlines.push({ day: at, state: state(at), tab: 'Партнёры', row: partner.row });
  }
  for (const one of accepted)
    if (tariffOn(one.partner, one.date) === 'физлицо') {
      const at = one.date + set.payout;
      const done = one.paid !== null && one.paid <= today;
      deadlines.push({ day: at, state: done ? 'выполнено' : state(at), tab: 'Выводы', row: one.row });
    }
  for (const client of clients) {
    const at = monthsLater(client.registered, set.term);
    if (at >= today && at - today <= 30)
      deadlines.push({ day: at, state: state(at), tab: 'Клиенты', row: client.row });
  }
  return deadlines;
}

export function mailsOf(
  { partners }: Register,
  lines: readonly Line[],
  balances: readonly Balance[],
  today: number,
): readonly Mail[] {
  const mails: Mail[] = [];
  if (partsOf(today).day === 1)
    for (const [index, partner] of partners.entries())
      if (
        lines.some(
          (line) => line.partner === partner.name && line.date === today && line.kind !== 'обнуление',
        ) ||
        balances[index]?.balance !== 0
      )
        mails.push({ code: 'referral.statement', to: partner.email, day: today });
  for (const partner of partners) {
    const firsts = lines
      .filter((line) => line.partner === partner.name && line.sum > 0)
      .map(({ date }) => date);
    if (firsts.length > 0 && Math.min(...firsts) === today)
      mails.push({ code: 'referral.first-client', to: partner.email, day: today });
  }
  return mails;
}
