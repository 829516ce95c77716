// «Посадочные»: what a landing page must and must not have («Посадочная страница»), as one table.
import type { Row } from './model.js';
import { type Checker, type Finding, textFindings } from './texts.js';

type Landing = Row<'landings'>;

/** Clauses of «Посадочная страница». */
interface Requirement {
  readonly key: keyof Landing;
  /** Its wording in «Проверки». */
  readonly title: string;
  readonly clause: string;
  /** Its text in «Замечания» when it is not met. */
  readonly fault: string;
}

const want = (key: keyof Landing, title: string, clause: string, fault: string): Requirement => ({
  key,
  title,
  clause,
  fault,
});

export const REQUIRED: readonly Requirement[] = [
  want('title', 'название вебинара', 'п. 3', 'нет названия вебинара'),
  want('date', 'дата', 'п. 3', 'нет даты'),
  want('audience', 'описание целевой аудитории', 'п. 3', 'нет описания аудитории'),
  want('programme', 'программа', 'п. 3', 'нет программы'),
  want('timing', 'тайминг докладов', 'п. 3', 'нет тайминга'),
  want('form', 'форма регистрации', 'п. 3', 'нет формы регистрации'),
  want('fields', 'обязательные поля формы', 'п. 4', 'поля формы не обязательны'),
  want('consent', 'согласие на обработку данных', 'п. 4', 'нет согласия на обработку данных'),
  want('vendorConsent', '«1С-Битрикс» в согласии', 'п. 4', 'в согласии нет «1С-Битрикс»'),
  want('contacts', 'контакты организатора', 'п. 3', 'нет контактов организатора'),
  want('logo', 'логотип организатора', 'п. 5', 'нет логотипа организатора'),
  want('notice', 'сообщение о приёме заявки', 'п. 6', 'нет сообщения о приёме заявки'),
  want('confirmation', 'письмо-подтверждение', 'п. 6', 'нет письма-подтверждения'),
];

export const FORBIDDEN: readonly Requirement[] = [
  want('captcha', 'нет CAPTCHA', 'п. 7', 'есть CAPTCHA'),
  want('linkConfirmation', 'нет подтверждения по ссылке', 'п. 6', 'просят подтвердить регистрацию по ссылке'),
  want('advertising', 'нет рекламы услуг', 'п. 9', 'есть реклама услуг'),
];

export const FOREIGN_PLATFORM = 'другая';

export interface LandingReview {
  readonly findings: readonly Finding[];
  readonly accepted: boolean;
  /** Null when the page is accepted. */
  readonly remarks: string | null;
}

/**
 * Accepted if the platform is an allowed one, every required flag is set, no forbidden one is, and the text
 * has no findings.
 */
export function reviewLanding(page: Landing, checker: Checker): LandingReview {
  const findings = page.text === null ? [] : textFindings(page.text, checker);
  const faults: string[] = [];
  if (page.platform === FOREIGN_PLATFORM) faults.push('платформа не допускается');
  for (const { key, fault } of REQUIRED) if (page[key] !== true) faults.push(fault);
  for (const { key, fault } of FORBIDDEN) if (page[key] === true) faults.push(fault);
  for (const finding of findings) faults.push(finding.text);
  return { findings, accepted: faults.length === 0, remarks: faults.length > 0 ? faults.join('; ') : null };
}
