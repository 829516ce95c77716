// The registry compared with a literal reference that goes day by day and determines every row's state by the
// text of rules 1–5.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day, day, isoDay, yearOf } from '../../../src/rules/day.js';
import { type Claim, inOrder, readClaim, statusOf } from '../../../src/rules/technocom/claims.js';
import { dueDates, type Terms } from '../../../src/rules/technocom/reporting.js';
import { settle } from '../../../src/rules/technocom/conflicts.js';
import type { Partner } from '../../../src/rules/technocom/partners.js';
import { type Status, STATES } from '../../../src/rules/technocom/states.js';
import type { RegistryRow } from '../../../src/rules/technocom/model.js';
import { instant } from '../../../src/rules/zone.js';
import { zoneOf } from '../harness.js';
import { LEADS } from './leads.js';

const zone = zoneOf('UTC');
const PARTNERS: readonly Partner[] = ['Альфа', 'Бета', 'Гамма'].map((name) => ({
  key: name,
  name,
  email: null,
  role: null,
}));

interface Report {
  readonly partner: number;
  readonly year: number;
  readonly date: Day;
}
interface Scenario {
  readonly terms: Terms;
  readonly rows: readonly RegistryRow[];
  readonly reports: readonly Report[];
  readonly today: Day;
}

const partnerOf = (row: RegistryRow): Partner => {
  const found = PARTNERS.find(({ name }) => name === row.partner);
  if (!found) throw new Error(row.partner);
  return found;
};
const HOLDING: readonly Status[] = [
  'На рассмотрении',
  'Предварительно закреплён',
  'Закреплён',
  'Предупреждение',
  'Подлежит откреплению',
];

// The rules under test.
function decided({ terms, rows, reports, today }: Scenario) {
  const claims = rows
    .filter((row) => zone.dayOf(row.requested) <= today)
    .map((row) => {
      const years = new Map<number, { date: Day; row: number }>();
      for (const { partner, year, date } of reports)
        if (
          PARTNERS[partner] === partnerOf(row) &&
          date <= today &&
          date < (years.get(year)?.date ?? Infinity)
        )
          years.set(year, { date, row: 0 });
      return readClaim(row, partnerOf(row), () => years, { settings: terms, zone, today });
    });
  const { refusals, holders } = settle(claims, today);
  const status = (claim: Claim): Status => refusals.get(claim)?.status ?? statusOf(claim, today);
  return { claims, status, holders };
}

// The reference.
/**
 * The state on a day of a row that is not refused: cells dated later are blank. `unseen`: a confirmation of
 * that day does not count yet.
 */
function stateOn(row: RegistryRow, { terms, reports, today }: Scenario, on: Day, unseen: boolean): Status {
  const came = (date: Day | null): Day | null => (date !== null && date <= on ? date : null);
  const confirmed = unseen && row.confirmed === on ? null : came(row.confirmed);
  if (came(row.rejected) !== null) return 'Отклонён';
  if (came(row.detached) !== null) return 'Откреплён';
  const incomplete = [row.address, row.interest, row.contact1, row.contact2].includes(null);
  if (confirmed === null) return incomplete ? 'Запрос неполный' : 'На рассмотрении';
  let until = addDays(confirmed, terms.holdDays);
  const agreed = came(row.extensionAgreed);
  if (agreed !== null && agreed <= until)
    until = addDays(until, Math.min(row.extendBy ?? terms.extendDays, terms.extendDays));
  const within = (date: Day | null): boolean => {
    const on = came(date);
    return on !== null && on >= confirmed && on <= until;
  };
  const fixed = within(row.softwareListed) || (within(row.licencesBought) && on > until);
  if (!fixed) return on <= until ? 'Предварительно закреплён' : 'Срок истёк';

  for (let year = yearOf(until); ; year += 1) {
    const due = dueDates(terms)(year);
    if (due <= until) continue;
    const own = reports
      .filter(
        (report) =>
          PARTNERS[report.partner] === partnerOf(row) && report.year === year - 1 && report.date <= today,
      )
      .map(({ date }) => date);
    const first = own.length > 0 ? (Math.min(...own) as Day) : null;
    // All years share one warning cell: a warning given after this year's report belongs to a later year.
    const lastAsOf = (asOf: Day): number => {
      const known = row.warned !== null && row.warned <= asOf && (first === null || row.warned <= first);
      const warned = known ? row.warned : addDays(due, terms.warnAfter);
      return Math.max(addDays(due, terms.detachAfter), addDays(warned, 7));
    };
    // Permanent: detached at the beginning of any day up to this one, by what was known on the day before.
    if (terms.autoDetach)
      for (let asOf = due; asOf <= on; asOf = addDays(asOf, 1)) {
        const last = lastAsOf(addDays(asOf, -1));
        if (asOf > last && (first === null || first > last)) return 'Откреплён';
      }
    const last = lastAsOf(on);
    if (first !== null && first <= on) continue;
    if (on > last) return 'Подлежит откреплению';
    return on >= addDays(due, terms.warnAfter) ? 'Предупреждение' : 'Закреплён';
  }
}

/**
 * Goes through the days from the first request to today; on each day through the rows, ordered by Дата
 * запроса, then row.
 */
function walked(scenario: Scenario): ReadonlyMap<RegistryRow, Status> {
  const { today } = scenario;
  const rows = [...scenario.rows]
    .filter((row) => zone.dayOf(row.requested) <= today)
    .sort((a, b) => a.requested - b.requested || a.row - b.row);
  const refused = new Map<RegistryRow, 'Отклонён: занят' | 'Повтор'>();
  const asked = (row: RegistryRow): Day => zone.dayOf(row.requested);
  const first = Math.min(...rows.map(asked));
  for (let on = first as Day; on <= today; on = addDays(on, 1))
    rows.forEach((row, index) => {
      const confirmed = row.confirmed !== null && row.confirmed <= today ? row.confirmed : null;
      // A request cannot be decided before it is made.
      const judged = confirmed !== null && confirmed < asked(row) ? asked(row) : confirmed;
      const byRequest = on === asked(row) && (judged === null || judged > on);
      if (!byRequest && judged !== on) return;
      const holding = rows.filter((other, position) => {
        if (other === row || other.contract !== row.contract || refused.has(other)) return false;
        const later = position > index;
        if (asked(other) > on || (later && asked(other) === on)) return false;
        return HOLDING.includes(stateOn(other, scenario, on, later));
      });
      if (holding.some((other) => other.partner !== row.partner)) refused.set(row, 'Отклонён: занят');
      else if (holding.length > 0) refused.set(row, 'Повтор');
      else refused.delete(row);
    });
  return new Map(rows.map((row) => [row, refused.get(row) ?? stateOn(row, scenario, today, false)]));
}

// Random registries, dense enough for rows to affect each other.
const FIRST = day('2023-12-20');
const SPAN = 60;
const dates = fc.integer({ min: 0, max: SPAN }).map((n) => addDays(FIRST, n));
const often = (arbitrary: fc.Arbitrary<Day>): fc.Arbitrary<Day | null> =>
  fc.option(arbitrary, { nil: null, freq: 2 });
const seldom = (arbitrary: fc.Arbitrary<Day>): fc.Arbitrary<Day | null> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
const filled = fc.oneof(
  { weight: 5, arbitrary: fc.constant('есть') },
  { weight: 1, arbitrary: fc.constant(null) },
);

const rowArbitrary = fc
  .record({
    contract: fc.constantFrom('1', '1', '2'),
    partner: fc.constantFrom('Альфа', 'Бета', 'Гамма'),
    asked: fc.integer({ min: 0, max: 40 }),
    hour: fc.constantFrom(0, 9, 9, 15),
    contact1: filled,
    contact2: filled,
    /** Days from the request to each date: mostly after it, sometimes before. */
    confirmedIn: fc.option(fc.integer({ min: -2, max: 12 }), { nil: null, freq: 4 }),
    listedIn: fc.option(fc.integer({ min: -2, max: 14 }), { nil: null, freq: 2 }),
    boughtIn: fc.option(fc.integer({ min: -2, max: 14 }), { nil: null, freq: 2 }),
    agreedIn: fc.option(fc.integer({ min: -2, max: 12 }), { nil: null, freq: 1 }),
    extendBy: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
    rejected: seldom(dates),
    detached: seldom(dates),
    warned: often(dates),
    was: fc.constant({ status: null, reportDue: null, note: null }),
  })
  .map(({ asked, hour, confirmedIn, listedIn, boughtIn, agreedIn, ...cells }) => {
    const requestedOn = addDays(FIRST, asked);
    const after = (from: Day, n: number | null): Day | null => (n === null ? null : addDays(from, n));
    const confirmed = after(requestedOn, confirmedIn);
    const base = confirmed ?? requestedOn;
    return {
      ...cells,
      requested: instant(requestedOn * 86_400_000 + hour * 3_600_000),
      confirmed,
      softwareListed: after(base, listedIn),
      licencesBought: after(base, boughtIn),
      extensionAgreed: after(base, agreedIn),
    };
  });

const scenarios = (autoDetach: fc.Arbitrary<boolean>): fc.Arbitrary<Scenario> =>
  fc
    .record({
      rows: fc.array(rowArbitrary, { minLength: 1, maxLength: 7 }),
      reports: fc.array(
        fc.record({ partner: fc.nat(2), year: fc.constantFrom(2022, 2023, 2023, 2024), date: dates }),
        { maxLength: 4 },
      ),
      autoDetach,
      reportDay: fc.constantFrom(5, 15, 25),
      today: fc.integer({ min: 0, max: SPAN + 10 }).map((n) => addDays(FIRST, n)),
    })
    .map(({ rows, reports, autoDetach: byItself, reportDay, today }) => ({
      terms: {
        holdDays: 6,
        extendDays: 4,
        warnAfter: 3,
        detachAfter: 10,
        autoDetach: byItself,
        reportDate: { day: reportDay, month: 1 },
      },
      reports,
      today,
      rows: rows.map((cells, index) => ({
        row: index + 2,
        client: 'К',
        inn: '7204196795',
        address: 'А',
        interest: 'И',
        ...cells,
      })),
    }));

const shown = (statuses: ReadonlyMap<RegistryRow, Status>): readonly string[] =>
  [...statuses].map(([{ row }, status]) => `${row}: ${status}`).sort();

describe('random registries', () => {
  test.each([
    ['Откреплять автоматически = нет', false],
    ['Откреплять автоматически = да', true],
  ])('every state agrees with the day-by-day reference (%s)', (_case, byItself) => {
    const met = new Set<Status>();
    fc.assert(
      fc.property(scenarios(fc.constant(byItself)), (scenario) => {
        const { claims, status } = decided(scenario);
        const own = new Map(claims.map((claim) => [claim.row, status(claim)]));
        for (const one of own.values()) met.add(one);
        expect(shown(own)).toEqual(shown(walked(scenario)));
      }),
      { numRuns: 3_000 },
    );
    // The generator must reach every state.
    const all = Object.keys(STATES).filter((status) => !(byItself && status === 'Подлежит откреплению'));
    expect([...met].sort()).toEqual(all.sort());
  });

  test('exactly the holders found by the sweep are in a holding state', () => {
    fc.assert(
      fc.property(scenarios(fc.boolean()), (scenario) => {
        const { claims, status, holders } = decided(scenario);
        const holding = claims.filter((claim) => HOLDING.includes(status(claim)));
        expect(new Set(holders.values())).toEqual(new Set(holding));
        expect(new Set(holding.map(({ key }) => key)).size).toBe(holding.length);
      }),
      { numRuns: 1_000 },
    );
  });

  test('the order in which rows are processed does not matter', () => {
    fc.assert(
      fc.property(scenarios(fc.boolean()), (scenario) => {
        const straight = decided(scenario);
        const turned = decided({ ...scenario, rows: [...scenario.rows].reverse() });
        expect(shown(new Map(turned.claims.map((claim) => [claim.row, turned.status(claim)])))).toEqual(
          shown(new Map(straight.claims.map((claim) => [claim.row, straight.status(claim)]))),
        );
        expect([...straight.claims].sort(inOrder).map(({ row }) => row.row)).toEqual(
          [...turned.claims].sort(inOrder).map(({ row }) => row.row),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('from one day to the next a state only changes as allowed (leads.ts)', () => {
    fc.assert(
      fc.property(scenarios(fc.boolean()), (scenario) => {
        const before = new Map<number, Status>();
        for (let today = FIRST; today <= scenario.today; today = addDays(today, 1)) {
          const { claims, status } = decided({ ...scenario, today });
          for (const claim of claims) {
            const now = status(claim);
            const last = before.get(claim.row.row);
            if (last !== undefined && last !== now && !LEADS[last].includes(now))
              throw new Error(`${isoDay(today)}, row ${claim.row.row}: ${last} → ${now}`);
            before.set(claim.row.row, now);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
