// Levels of partnership: the regulation's table of requirements and benefits, and the order of levels
// downwards. A partner asks for a level; the one in force is the highest, from there downwards, whose
// requirements are met (seed, table «Уровень»).

export const LEVELS = [
  'Primary Reseller',
  'Professional Reseller',
  'Corporate Reseller',
  'Solution Provider',
] as const;
export type Level = (typeof LEVELS)[number];

export const SERVICE_STATUSES = ['Service Reseller', 'Service Provider'] as const;
export type ServiceStatus = (typeof SERVICE_STATUSES)[number];

/** Columns of «Реселлеры» required by levels, in the order of the tab. */
export type Requirement = 'salesPlan' | 'salesSpecialist' | 'technicians' | 'jointSolutions';

/** Columns of «Реселлеры» required by a service status, whatever the level. */
export const SERVICE_REQUIREMENTS = ['sws', 'aws', 'engineer'] as const;
type ServiceRequirement = (typeof SERVICE_REQUIREMENTS)[number];

interface LevelTerms {
  /** Registration, which everyone needs, is the row itself and is not listed. */
  readonly requires: readonly Requirement[];
  /** The next lower level; null for the lowest. */
  readonly below: Level | null;
  /** The service status available at this level. */
  readonly service: ServiceStatus | null;
  readonly benefits: string;
}

const ON_SITE = 'отображение на сайте в списке партнёров';
const SUPPLY = 'специальные условия поставки';
const MARKETING = 'участие в совместных маркетинговых программах';

export const LEVEL_TERMS: Readonly<Record<Level, LevelTerms>> = {
  'Primary Reseller': {
    requires: [],
    below: null,
    service: null,
    benefits: 'участие в накопительной программе',
  },
  'Professional Reseller': {
    requires: ['salesPlan', 'salesSpecialist'],
    below: 'Primary Reseller',
    service: 'Service Reseller',
    benefits: `${ON_SITE}; ${SUPPLY}; совместное участие в выставках`,
  },
  'Corporate Reseller': {
    requires: ['salesPlan', 'salesSpecialist', 'technicians'],
    below: 'Professional Reseller',
    service: 'Service Reseller',
    benefits: `${ON_SITE}; ${SUPPLY}; ${MARKETING}; предоставление демонстрационного оборудования; дистанционное обучение`,
  },
  'Solution Provider': {
    requires: ['salesPlan', 'jointSolutions'],
    below: 'Professional Reseller',
    service: 'Service Provider',
    benefits: `${ON_SITE}; ${SUPPLY}; ${MARKETING}`,
  },
};

const SERVICE_BENEFITS = 'дополнительные условия поставки; отображение на сайте в списке сервисных партнёров';

/** Which requirements a partner meets. */
export type Held = Readonly<Record<Requirement | ServiceRequirement, boolean>>;

/** The unmet requirements of a level, in the order of the tab. */
export const missingFor = (level: Level, held: Held): readonly Requirement[] =>
  LEVEL_TERMS[level].requires.filter((requirement) => !held[requirement]);

/**
 * The level asked for if its requirements are met, else the next lower one whose requirements are. Primary
 * requires nothing.
 */
export function levelInForce(asked: Level, held: Held): Level {
  const { requires, below } = LEVEL_TERMS[asked];
  return below === null || requires.every((one) => held[one]) ? asked : levelInForce(below, held);
}

/**
 * Service Reseller/Provider: for Professional, Corporate and Solution Provider with SWS, AWS and an engineer.
 */
export const serviceStatus = (level: Level, held: Held): ServiceStatus | null =>
  SERVICE_REQUIREMENTS.every((requirement) => held[requirement]) ? LEVEL_TERMS[level].service : null;

/** The benefits of a level and of its service status. */
export const benefitsOf = (level: Level, service: ServiceStatus | null): string =>
  LEVEL_TERMS[level].benefits + (service === null ? '' : `; ${SERVICE_BENEFITS}`);
