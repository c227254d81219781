/**
 * The judge's own version, in every report. It is raised with each change by which the same file, evidence, trust,
 * policy and moment would be judged otherwise: a report made again years later then says why it differs, if it does.
 */
export const JUDGE_VERSION = 'khoso-judge-7'
