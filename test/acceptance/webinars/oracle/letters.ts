// «Сроки» of a webinar with the letters about them, and the letters to its listeners.
// `queueOf` accepts a letter only if it is due, new, and not too late.
import { DAY, workingDaysAfter } from '../../calendar.js';
import type { Letter } from '../../support.js';
import { key } from './cells.js';
import type { Standing } from './standing.js';
import { type Audience, type Deadline, type Memory, type Queue, REPORTS, type Run } from './terms.js';
import { absolute, isWorking } from './working.js';

export function queueOf(now: number, ahead: boolean, memory: Memory, letters: Letter[]): Queue {
  return (code, to, occasion, once, until = Infinity) => {
    const horizon = absolute(now) + (ahead ? 36 * 60 : 0);
    if (memory.made.has(once) || absolute(occasion) > horizon || absolute(now) >= absolute(until)) return;
    if (absolute(now) - absolute(occasion) > 24 * 60) return;
    memory.made.add(once);
    letters.push({ code, to, notBefore: occasion });
  };
}

export function deadlinesOf(
  { today }: Run,
  { webinar, isRefused, isOut }: Standing,
  queue: Queue,
): readonly Deadline[] {
  const { dates, start, end } = webinar;
  const startDay = Math.floor(start / DAY);
  const endDay = Math.floor(end / DAY);
  const due5 = workingDaysAfter(endDay, 5, isWorking);
  const deadlines: Deadline[] = [];
  const terms: readonly (readonly [string, number])[] = [
    ['Программа подана', startDay - 14],
    ['Смета подана', startDay - 14],
    ['Материалы переданы', startDay - 7],
    ['Количественный отчёт', workingDaysAfter(endDay, 1, isWorking)],
    ...REPORTS.slice(1, 6).map((name) => [name, due5] as const),
    ['Рассылка после', workingDaysAfter(endDay, 3, isWorking)],
  ];
  for (const [what, due] of terms) {
    const left = due - today;
    const isLifted = isRefused || isOut;
    let deadline = 'впереди';
    if (isLifted) deadline = 'снят';
    else if (dates[what] !== null) deadline = 'выполнено';
    else if (left < 0) deadline = 'просрочено';
    else if (left === 0) deadline = 'сегодня';
    else if (left <= 3) deadline = 'скоро';
    deadlines.push({ object: webinar.code, what, due, left, state: deadline });
    if (isLifted || dates[what] !== null) continue;
    queue(
      'webinars.deadline',
      webinar.mail,
      (due - 3) * DAY,
      `before ${key(webinar.code)} ${what} ${due}`,
      (due + 1) * DAY,
    );
    queue('webinars.deadline', webinar.mail, (due + 1) * DAY, `overdue ${key(webinar.code)} ${what} ${due}`);
  }
  return deadlines;
}

export function remind(
  { now }: Run,
  { webinar, isRefused }: Standing,
  { accepted }: Audience,
  queue: Queue,
): void {
  const { code, start, end } = webinar;
  const startDay = Math.floor(start / DAY);
  const endDay = Math.floor(end / DAY);
  const hasEnded = end <= now;
  const regs = accepted.filter((one) => one.webinar === webinar);
  if (isRefused && now < start)
    for (const { mail } of regs) queue('webinars.cancelled', mail, now, `cancelled ${key(code)} ${mail}`);
  if (!isRefused)
    for (const { mail, at } of regs) {
      const reminder = (code_: string, moment: number): void => {
        if (at < moment && moment < start)
          queue(code_, mail, moment, `${code_} ${key(code)} ${mail} ${moment}`, start);
      };
      for (let back = 7; back < 120; back += 7) reminder('webinars.weekly', (startDay - back) * DAY + 600);
      reminder('webinars.day-before', (startDay - 1) * DAY + 600);
      reminder('webinars.same-day', startDay * DAY + 600);
      reminder('webinars.soon', start - 15);
      const third = workingDaysAfter(endDay, 3, isWorking) * DAY;
      const once = `follow-up ${key(code)} ${mail}`;
      if (webinar.recording && hasEnded && now < third) queue('webinars.follow-up', mail, now, once);
      else queue('webinars.follow-up', mail, third, once);
    }
}
