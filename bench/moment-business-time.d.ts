// The part of moment-business-time that the bench uses; the package declares no types.
declare module 'moment-business-time' {
  interface WorkingMoment {
    addWorkingTime(amount: number, unit: 'minutes' | 'hours' | 'days'): WorkingMoment;
    valueOf(): number;
  }
  interface WorkingLocale {
    /** By day of the week, from Sunday: opening, closing, opening, closing …; null = closed. */
    readonly workinghours: Readonly<Record<number, readonly string[] | null>>;
    /** `2023-02-23` */
    readonly holidays: readonly string[];
  }
  interface WorkingMomentFactory {
    (ms: number): WorkingMoment;
    updateLocale(name: string, locale: WorkingLocale): unknown;
  }
  const moment: WorkingMomentFactory;
  export default moment;
}
