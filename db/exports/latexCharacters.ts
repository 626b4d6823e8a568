// Owns which characters every TeX engine sets: those that T1 and TS1 fonts hold, and those that are declared as a command,
// the same for all engines (Latin Modern has no Greek and few signs). Refuses to approximate: what is in neither list is
// no letter that looks like it, but named by its code point (latexText.ts).

const letters = 'ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΧX οo'.split(' ').map((pair): readonly [string, string] => [pair.slice(0, 1), `\\ensuremath{\\mathrm{${pair.slice(1)}}}`]);

const greek = 'α alpha,β beta,γ gamma,δ delta,ε varepsilon,ζ zeta,η eta,θ theta,ι iota,κ kappa,λ lambda,μ mu,ν nu,ξ xi,π pi,ρ rho,ς varsigma,σ sigma,τ tau,υ upsilon,'
  + 'φ varphi,χ chi,ψ psi,ω omega,ϑ vartheta,ϕ phi,ϖ varpi,ϱ varrho,ϵ epsilon,Γ Gamma,Δ Delta,Θ Theta,Λ Lambda,Ξ Xi,Π Pi,Σ Sigma,Υ Upsilon,Φ Phi,Ψ Psi,Ω Omega,\u2206 Delta';

const signs = '− -,∓ mp,± pm,× times,÷ div,¬ neg,≤ leq,≥ geq,⩽ leqslant,⩾ geqslant,≦ leqq,≧ geqq,≠ neq,≈ approx,≅ cong,≃ simeq,∼ sim,≡ equiv,∝ propto,∞ infty,√ surd,∑ sum,∏ prod,∫ int,∂ partial,∇ nabla,'
  + '∈ in,∉ notin,∋ ni,∩ cap,∪ cup,⊂ subset,⊃ supset,⊆ subseteq,⊇ supseteq,∅ emptyset,∀ forall,∃ exists,∧ wedge,∨ vee,∘ circ,∙ bullet,⋅ cdot,∗ ast,⊕ oplus,⊗ otimes,⊥ perp,∥ parallel,∠ angle,∴ therefore,∵ because,'
  + '≪ ll,≫ gg,⟨ langle,⟩ rangle,⌈ lceil,⌉ rceil,⌊ lfloor,⌋ rfloor,ℓ ell,ℵ aleph,← leftarrow,→ rightarrow,↑ uparrow,↓ downarrow,↔ leftrightarrow,↕ updownarrow,⇐ Leftarrow,⇒ Rightarrow,⇑ Uparrow,⇓ Downarrow,⇔ Leftrightarrow,'
  + '↗ nearrow,↘ searrow,↙ swarrow,↖ nwarrow,⟵ longleftarrow,⟶ longrightarrow,⇌ rightleftharpoons,↦ mapsto,○ bigcirc,■ blacksquare,□ square,▪ blacksquare,▲ blacktriangle,△ triangle,▼ blacktriangledown,▽ triangledown,'
  + '◆ blacklozenge,◇ lozenge,★ bigstar,✓ checkmark,✔ checkmark';

const raised = '⁰0 ¹1 ²2 ³3 ⁴4 ⁵5 ⁶6 ⁷7 ⁸8 ⁹9 ⁺+ ⁼= ⁽( ⁾) ⁿn ⁱi ᵃa ᵇb ᶜc ᵈd ᵉe ᶠf ᵍg ʰh ʲj ᵏk ˡl ᵐm ᵒo ᵖp ʳr ˢs ᵗt ᵘu ᵛv ʷw ˣx ʸy ᶻz ᴬA ᴮB ᴰD ᴱE ᴳG ᴴH ᴵI ᴷK ᴸL ᴹM ᴺN ᴼO ᴾP ᴿR ᵀT ᵁU ᵂW';
const lowered = '₀0 ₁1 ₂2 ₃3 ₄4 ₅5 ₆6 ₇7 ₈8 ₉9 ₊+ ₌= ₍( ₎) ₐa ₑe ₕh ᵢi ⱼj ₖk ₗl ₘm ₙn ₒo ₚp ᵣr ₛs ₜt ᵤu ᵥv ₓx';

const others: readonly (readonly [string, string])[] = [
  ['µ', '\\textmu{}'], ['⁻', '\\textsuperscript{\\ensuremath{-}}'], ['₋', '\\textsubscript{\\ensuremath{-}}'],
  ['⁄', '/'], ['∕', '/'], ['′', "\\ensuremath{{}'}"], ['″', "\\ensuremath{{}''}"], ['‴', "\\ensuremath{{}'''}"], ['●', '\\textbullet{}'], ['◦', '\\textopenbullet{}'],
  ['‐', '-'], ['‑', '\\mbox{-}'], ['‒', '\\textendash{}'], ['―', '\\textemdash{}'], ['℃', '\\textdegree{}C'], ['…', '\\ldots{}'],
  ['ﬀ', 'ff'], ['ﬁ', 'fi'], ['ﬂ', 'fl'], ['ﬃ', 'ffi'], ['ﬄ', 'ffl'],
  ['\u00A0', '\\nobreakspace{}'], ['\u00AD', '\\-'], ['\u200B', '\\brk{}'], ['\u2007', '\\nobreakspace{}'], ['\u202F', '\\,'], ['\u2009', '\\,'], ['\u200A', '\\,'], ['\u2002', '\\enspace{}'], ['\u2003', '\\quad{}'],
];

function commands(list: string, written: (name: string) => string): readonly (readonly [string, string])[] {
  return list.split(',').map((pair) => [pair.slice(0, 1), written(pair.slice(2))]);
}

function scripts(list: string, command: string): readonly (readonly [string, string])[] {
  return list.split(' ').map((pair) => [pair.slice(0, 1), `\\${command}{${pair.slice(1)}}`]);
}

/** Characters and the command that sets each; the preamble declares them, so that the body keeps the characters. */
export const declaredCharacters: ReadonlyMap<string, string> = new Map([
  ...commands(greek, (name) => `\\ensuremath{\\${name}}`),
  ...letters,
  ...commands(signs, (name) => (name === '-' ? '\\ensuremath{-}' : `\\ensuremath{\\${name}}`)),
  ...scripts(raised, 'textsuperscript'),
  ...scripts(lowered, 'textsubscript'),
  ...others,
]);

// Not in T1: Ħ ħ ĸ Ŀ ŀ ŉ Ŧ ŧ ſ.
const inFonts = /^[\u00A1-\u00FF\u0100-\u0125\u0128-\u0137\u0139-\u013E\u0141-\u0148\u014A-\u0165\u0168-\u017E\u0218-\u021B–—‘’‚“”„†‡•‰‹›€™]$/u;

/** Whether a character beyond ASCII prints as itself with pdflatex, xelatex and lualatex. */
export function isSet(character: string): boolean {
  return declaredCharacters.has(character) || inFonts.test(character);
}
