// «Посадочные»: what a landing page must and must not have («Посадочная страница»), as one table.
import type { Row } from './model.js';
import type { Checker, Finding } from './texts.js';

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
  readonly row: Landing;
  readonly findings: readonly Finding[];
  /** All texts for «Замечания», including the findings; none when the page is accepted. */
  readonly remarks: readonly string[];
  readonly accepted: boolean;
}

/**
 * Accepted if the platform is an allowed one, every required flag is set, no forbidden one is, and the text
 * has no findings.
 */
export function reviewLanding(row: Landing, checker: Checker): LandingReview {
  const findings = row.text === null ? [] : checker.findings(row.text);
  const remarks: string[] = [];
  if (row.platform === FOREIGN_PLATFORM) remarks.push('платформа не допускается');
  for (const { key, fault } of REQUIRED) if (row[key] !== true) remarks.push(fault);
  for (const { key, fault } of FORBIDDEN) if (row[key] === true) remarks.push(fault);
  for (const finding of findings) remarks.push(finding.text);
  return { row, findings, remarks, accepted: remarks.length === 0 };
}
