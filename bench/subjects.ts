// The subjects of the bench, one line each, and the cell that staff edit in «increment».
import type { Edit } from './increment.js';
import { marathon } from './marathon/index.js';
import { referral } from './referral/index.js';
import { resellers } from './resellers/index.js';
import type { Subject } from './subject.js';
import { technocom } from './technocom/index.js';
import { webinars } from './webinars/index.js';

export const subjects: readonly Subject[] = [marathon, referral, resellers, technocom, webinars];

export const edits: Readonly<Record<string, Edit>> = {
  marathon: { tab: 'extra', column: 'points', values: [7, 2] },
  referral: { tab: 'charges', column: 'amount', values: [777, 1_234] },
  resellers: { tab: 'purchases', column: 'sum', values: [777_000, 123_400] },
  technocom: { tab: 'tickets', column: 'solved', values: [45_292.5, ''] },
  webinars: { tab: 'attendance', column: 'minutes', values: [0, 45] },
};
