// Owns the Greek letters as Latin ones: the name and the letter that stands for each. One table for the folding of search and
// for the keys of symbols, so that both mean the same by TGF-β. Refuses accents and capitals: those are folded before.

export const greekLetters: Readonly<Record<string, readonly [name: string, letter: string]>> = {
  α: ['alpha', 'a'], β: ['beta', 'b'], γ: ['gamma', 'g'], δ: ['delta', 'd'], ε: ['epsilon', 'e'], ζ: ['zeta', 'z'], η: ['eta', 'h'], θ: ['theta', 'th'], ι: ['iota', 'i'], κ: ['kappa', 'k'],
  λ: ['lambda', 'l'], μ: ['mu', 'u'], ν: ['nu', 'n'], ξ: ['xi', 'x'], ο: ['omicron', 'o'], π: ['pi', 'p'], ρ: ['rho', 'r'], ς: ['sigma', 's'], σ: ['sigma', 's'], τ: ['tau', 't'],
  υ: ['upsilon', 'u'], φ: ['phi', 'ph'], χ: ['chi', 'ch'], ψ: ['psi', 'ps'], ω: ['omega', 'o'],
};
