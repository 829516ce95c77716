// «Доклады»: the programme of a webinar. One talk must be long enough and name its product, and talks must
// not overlap.
import { count } from '../text.js';
import { ruTime } from '../zone.js';
import type { Case, Row, WebinarFacts } from './model.js';
import { type Checker, competitorFinding, type Finding } from './texts.js';

type Talk = Row<'talks'>;

/** The review of one talk. */
export interface TalkReview {
  readonly row: Talk;
  readonly findings: readonly Finding[];
  /** All texts for «Замечания», including the findings. */
  readonly remarks: readonly string[];
}

/** The programme of one webinar («Программа вебинара», п. 1–3). */
export interface Agenda {
  /** Of the talks that end after they begin. */
  readonly reviews: readonly TalkReview[];
  /** Row numbers of talks that do not end after they begin. */
  readonly backwards: readonly number[];
  /** Pairs of overlapping rows: each talk with the longest-running one before it. */
  readonly overlaps: readonly (readonly [number, number])[];
  /** A talk about a product that is long enough and names it; null when there is none. */
  readonly productTalk: Talk | null;
}

/** Given once, for the first talk of a programme without a product. */
const NO_PRODUCT = 'в программе нет доклада о продукте «1С-Битрикс»: заполните «Продукт»';
const MINUTE = 60;
/** «10:00–10:40» */
export const timing = (talk: Talk): string => `${ruTime(talk.start)}–${ruTime(talk.end)}`;

/** Reviews every talk of one webinar. */
export function reviewAgenda(facts: WebinarFacts, one: Case, checker: Checker): Agenda {
  const { talks } = one.members;
  const sound = talks.filter((talk) => talk.end > talk.start);
  const backwards = talks.filter((talk) => talk.end <= talk.start).map(({ row }) => row);

  const clash = new Map<number, Talk>();
  const overlaps: (readonly [number, number])[] = [];
  let longest: Talk | null = null;
  for (const talk of [...sound].sort((a, b) => a.start - b.start)) {
    if (longest && talk.start < longest.end) {
      overlaps.push([longest.row, talk.row]);
      clash.set(talk.row, longest);
      if (!clash.has(longest.row)) clash.set(longest.row, talk);
    }
    if (!longest || talk.end > longest.end) longest = talk;
  }

  const lacking = sound.map((talk) => productLacks(facts, one, talk, checker));
  const productTalk = sound.find((_, place) => lacking[place]?.length === 0) ?? null;
  const namesProduct = lacking.some((lacks) => lacks !== null);
  const reviews = sound.map((row, place): TalkReview => {
    // Competitors may be named as the product or the company, too («Программа вебинара», п. 3).
    const named = checker.competitors(`${row.product ?? ''}\n${row.company}`);
    const findings = checker.findings(row.topic).concat(competitorFinding(named));
    const lacks = lacking[place];
    const remarks = findings.map((finding) => finding.text);
    const other = clash.get(row.row);
    if (other) remarks.push(`пересекается с докладом ${timing(other)} (строка ${other.row})`);
    // One talk that meets the rule is enough; the others may be shorter.
    if (!productTalk && lacks) remarks.push(...lacks);
    if (!namesProduct && place === 0) remarks.push(NO_PRODUCT);
    return { row, findings, remarks };
  });
  return { reviews, backwards, overlaps, productTalk };
}

/** Why a talk does not qualify as the one about a product; null when it is not about one. */
function productLacks(
  { settings }: WebinarFacts,
  one: Case,
  talk: Talk,
  checker: Checker,
): readonly string[] | null {
  const { product } = talk;
  if (product === null) return null;
  const lacks: string[] = [];
  if (talk.end - talk.start < settings.talkMinutes * MINUTE)
    lacks.push(`доклад о продукте короче ${count(settings.talkMinutes, 'минуты', 'минут', 'минут')}`);
  if (!checker.namesProduct(talk.topic, product) && !checker.namesProduct(one.row.topic, product))
    lacks.push(`продукт «${product}» не назван ни в теме доклада, ни в теме вебинара`);
  return lacks;
}
