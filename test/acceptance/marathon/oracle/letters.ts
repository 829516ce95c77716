// Letters of the marathon: who gets a letter in this run, once per occasion, none more than a day late.
// The memory holds what earlier runs announced, where staff send what is due after each run: the new start of a
// block goes to those who were told the old one.
import { DAY } from '../../calendar.js';
import type { Letter } from '../../support.js';
import type { Standing } from './standing.js';
import type { Points, Refused, Run, Season } from './terms.js';

const dayOf = (time: number): number => Math.floor(time / DAY) * DAY;

export function lettersOf(
  run: Run,
  season: Season,
  { without, unconfirmed }: Points,
  more: {
    readonly refused: readonly Refused[];
    readonly stands: ReadonlyMap<string, Standing>;
    readonly winners: readonly { readonly nomination: string; readonly nick: string }[];
    /** Nominations that need a draw. */
    readonly ties: number;
    readonly isBadSetting: boolean;
  },
): readonly Letter[] {
  const { settings, now, sheet } = run;
  const { people, blocks } = season;
  const { keys, told } = run.memory;
  const today = dayOf(now);
  const letters: Letter[] = [];
  const send = (
    code: string,
    to: string,
    object: string,
    notBefore: number,
    until = Number.POSITIVE_INFINITY,
  ): boolean => {
    const key = `${code}|${to}|${object}`;
    const isDue = notBefore <= (run.ahead ? now + 36 * 60 : now) && notBefore >= now - 24 * 60 && now < until;
    if (!isDue || keys.has(key)) return false;
    keys.add(key);
    letters.push({ code: `marathon.${code}`, to, notBefore });
    return true;
  };
  const tell = (address: string): void => {
    for (const { no, start } of blocks) told.set(`${address}/${no}`, start);
  };
  for (const one of people) {
    for (const { no, start } of blocks) {
      const before = told.get(`${one.email}/${no}`);
      // A block that has begun is not announced again.
      if (before !== undefined && before !== start && now < start) {
        send('moved', one.email, `${no}/${start}/${now}`, now);
        told.set(`${one.email}/${no}`, start);
      }
    }
    if (send('registered', one.email, '', now)) tell(one.email);
  }
  for (const one of more.refused) send('rejected', one.email, `${one.reason}/${one.on}`, now);
  for (const { no, start, closing } of blocks) {
    for (const one of people) {
      const object = `${no}/${dayOf(start)}`;
      const notBefore = dayOf(start) - DAY + 11 * 60;
      send('webinar', one.email, object, notBefore, start);
      // Queued ahead, it is sent after the first run that finds it due.
      const key = `webinar|${one.email}|${object}`;
      if (!keys.has(key) || keys.has(`sent ${key}`) || notBefore > now || now >= start) continue;
      keys.add(`sent ${key}`);
      told.set(`${one.email}/${no}`, start);
    }
    for (const one of without(no))
      for (const before of [3, 1])
        send(
          'test-closing',
          one.email,
          `${no}/${closing}/${before}`,
          dayOf(closing) - before * DAY + 10 * 60,
          closing,
        );
    if (now >= closing)
      for (const one of people) send('score', one.email, `${no}/${dayOf(closing)}`, closing);
  }
  const isClosing = blocks.some(
    ({ no, start, closing }) =>
      now >= start &&
      now < closing &&
      Math.floor(closing / DAY) - today / DAY <= settings.warnDays &&
      (without(no).length > 0 || people.length === 0),
  );
  const closings = blocks.map(({ closing }) => closing);
  const drawsNeeded = closings.length > 0 && now >= Math.max(...closings) && more.ties > 0;
  if (
    today >= settings.from &&
    today <= settings.to &&
    (sheet.errors.size > 0 || more.isBadSetting || unconfirmed > 0 || isClosing || drawsNeeded)
  )
    send('digest', settings.organiser, String(today), today);
  for (const { nomination, nick } of more.winners) {
    const winner = people.find((one) => one.nick === nick);
    // Not before the final is over, because the best result may still change. If drawn after that day: at
    // once.
    const drawn = more.stands.get(nomination)?.on ?? 0;
    const dayAfter = settings.to + DAY;
    const isLate = dayAfter < now - 24 * 60 && drawn > dayAfter;
    if (winner && today > settings.to) send('winner', winner.email, nomination, isLate ? drawn : dayAfter);
  }
  return letters;
}
