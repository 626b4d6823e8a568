// Owns the closed words of claims, results and names: those that the rules understand, and those that the core writes.
// A claim may use other words; they stand as they are and are not compared.

/** What the rules understand of a claim; other words may be used and are not compared. */
export const claimPredicates = [
  'is expressed', 'is associated with', 'predicts', 'is a biomarker of', 'promotes', 'suppresses', 'has no effect on', 'regulates', 'targets', 'binds', 'produces', 'differentiates into',
  'moves to', 'improves', 'reduces', 'delays', 'causes', 'treats', 'is a target for', 'is described as', 'has frequency',
] as const;
/** up to unknown speak of expression or of a level; promotes to unspecified of an effect. */
export const claimDirections = ['up', 'down', 'mutation', 'mixed', 'no change', 'unknown', 'promotes', 'suppresses', 'no effect', 'unspecified'] as const;
export const claimModels = ['in vitro', 'animal', 'in vitro and animal', 'patients', 'preclinical and clinical', 'in silico'] as const;
export const claimOrigins = ['narrative', 'curator', 'table row'] as const;
export const resultOrigins = ['parsed', 'curator'] as const;
export const resultStates = ['current', 'stale'] as const;
export const moleculeKinds = ['protein', 'miRNA', 'lncRNA', 'circRNA', 'complex', 'family', 'small molecule', 'unknown'] as const;
export const aliasOrigins = ['shipped', 'curator'] as const;
