// «Рейтинг», «Номинации» and «Розыгрыши» of the marathon: places, the best result of each nomination, draws
// that are valid or needed.
// The winner of a draw follows from its seed: the hash of seed, nomination and candidates, modulo the number
// of candidates.
import { createHash } from 'node:crypto';
import { DAY } from '../../calendar.js';
import { flag, type RawCell, type Sheet, text } from '../../cells.js';
import { byCodePoint, type Drawn, type Points, type Season } from './terms.js';

export function ratingOf({ people }: Season, { earned }: Points): readonly (readonly RawCell[])[] {
  const standing = people
    .map((one) => {
      const own = earned(one.email);
      // Points have only a few decimals: rounding gives the sum that a person would write down.
      const total = Math.round((own.attendance + own.tests + own.tasks + own.sales + own.more) * 1e6) / 1e6;
      return { one, own, total };
    })
    .sort((a, b) => b.total - a.total || byCodePoint(a.one.nick, b.one.nick));
  return standing.map(({ one, own, total }) => [
    1 + standing.filter((other) => other.total > total).length,
    one.nick,
    own.attendance,
    own.tests,
    own.tasks,
    own.sales,
    Math.round(own.more * 1e6) / 1e6,
    total,
  ]);
}

export interface Standing {
  readonly candidates: string;
  readonly winner: string;
  readonly on: number;
}
/** The valid draw of each nomination: the first one that is not cancelled with a reason. */
export function drawsOf(sheet: Sheet): ReadonlyMap<string, Standing> {
  const stands = new Map<string, Standing>();
  for (const { row, cells } of sheet.rowsOf('Розыгрыши')) {
    const cancelled = flag(cells['Отменён']) === true;
    const why = text(cells['Причина отмены']);
    if (cancelled && !why) sheet.errors.add(`Розыгрыши/${row}`);
    const nomination = String(cells['Номинация']);
    if (!(cancelled && why) && !stands.has(nomination))
      stands.set(nomination, {
        candidates: String(cells['Претенденты']),
        winner: String(cells['Победитель']),
        on: Math.floor(Number(cells['Время']) * DAY + 1e-3),
      });
  }
  return stands;
}

export interface Tie {
  readonly nomination: string;
  readonly nicks: readonly string[];
}
export function nominationsOf(
  { people, blocks }: Season,
  { earned, attended }: Points,
  stands: ReadonlyMap<string, Standing>,
): {
  readonly lines: readonly (readonly RawCell[])[];
  readonly winners: readonly { readonly nomination: string; readonly nick: string }[];
  /** Nominations that need a draw. */
  readonly ties: readonly Tie[];
} {
  const blocksAttended = (address: string): number =>
    blocks.filter(({ no }) => attended.has(`${no}/${address}`)).length;
  const figures: readonly (readonly [string, (address: string) => number])[] = [
    ['Эксперт в тайм-менеджменте', blocksAttended],
    ['Креативные продажи', (address) => earned(address).creative],
    ['Эксперт по продукту', (address) => earned(address).tests],
    ['Акула бизнеса', (address) => earned(address).sold],
  ];
  const winners: { readonly nomination: string; readonly nick: string }[] = [];
  const ties: Tie[] = [];
  const lines = figures.map(([nomination, figure]) => {
    const best = people.reduce((most, one) => Math.max(most, figure(one.email)), 0);
    const nicks =
      best === 0
        ? []
        : people
            .filter((one) => figure(one.email) === best)
            .map(({ nick }) => nick)
            .sort(byCodePoint);
    const candidates = nicks.join(',');
    const drawn = stands.get(nomination);
    let ground = 'нет результатов';
    let winner: string | null = null;
    let note: string | null = null;
    if (drawn) {
      ground = 'розыгрыш';
      winner = drawn.winner;
      if (drawn.candidates.split(',').sort(byCodePoint).join(',') !== candidates) note = 'состав изменился';
    } else if (nicks.length === 1) {
      ground = 'единственный лучший';
      winner = nicks[0] ?? null;
    } else if (nicks.length > 1) {
      ground = 'нужен розыгрыш';
      ties.push({ nomination, nicks });
    }
    if (winner !== null) winners.push({ nomination, nick: winner });
    return [nomination, best, candidates === '' ? null : candidates, winner, ground, note];
  });
  return { lines, winners, ties };
}

export const draw = (ties: readonly Tie[], seed: string): Drawn[] =>
  ties.map(({ nomination, nicks }) => {
    const hash = createHash('sha256')
      .update(`${seed}|${nomination}|${nicks.join(',')}`, 'utf8')
      .digest('hex');
    let index = 0;
    for (const digit of hash) index = (index * 16 + parseInt(digit, 16)) % nicks.length;
    return { nomination, candidates: nicks.join(','), hash, winner: nicks[index] ?? '' };
  });
