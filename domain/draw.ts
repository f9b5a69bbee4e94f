/** Random draw of experts (随机抽取) that anyone can repeat, and conflicts of interest found from data. */

/**
 * Draw `n` of the candidates: order them by SHA-256 of `seed:id` (hex, ascending) and take the first `n`. Duplicates
 * count once; the order in which candidates are given does not matter. Fewer candidates than `n` gives all of them.
 */
export function draw(
  seed: string,
  candidates: readonly string[],
  n: number,
  sha256Hex: (text: string) => string,
): string[] {
  return drawOrder(seed, candidates, sha256Hex).slice(0, Math.max(0, n));
}

/** The whole order of a draw: who comes next when a drawn expert recuses. */
export function drawOrder(seed: string, candidates: readonly string[], sha256Hex: (text: string) => string): string[] {
  return [...new Set(candidates)]
    .map((id) => ({ id, lot: sha256Hex(`${seed}:${id}`) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

export type ConflictExpert = {
  /** The expert's own name: whoever represents or owns a party does not judge it. */
  name?: string;
  employerName: string | null;
  employerIdentifier: string | null;
  /** Identifiers, enterprise ids or names of enterprises the expert declared to be tied to. */
  declared: readonly string[];
};
export type ConflictParty = {
  enterpriseId: string;
  name: string;
  identifier: string | null;
  legalRepresentative?: string | null;
  shareholders?: readonly { name: string; identifier?: string | null }[];
};
export type Conflict = {
  enterpriseId: string;
  ground: 'employerIdentifier' | 'employerName' | 'shareholder' | 'legalRepresentative' | 'declared';
};

/** Name for comparing: full-width forms to half-width, blanks and brackets out, lower case. */
export function comparableName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s()[\]《》〈〉"'“”·.,、-]/g, '')
    .toLowerCase();
}

/** Every party that an expert is tied to, with the first ground found. Empty: the expert may review the application. */
export function conflictOf(expert: ConflictExpert, parties: readonly ConflictParty[]): Conflict[] {
  const code = (text: string | null) => (text ? text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase() : null);
  const employer = code(expert.employerIdentifier);
  const employerName = expert.employerName ? comparableName(expert.employerName) : null;
  const declared = new Set(expert.declared.flatMap((tie) => [comparableName(tie), code(tie)]));
  const own = new Set([employerName, expert.name ? comparableName(expert.name) : null].filter((name) => name !== null));
  const conflicts: Conflict[] = [];
  for (const party of parties) {
    const identifier = code(party.identifier);
    const name = comparableName(party.name);
    const { enterpriseId } = party;
    if (employer && identifier && employer === identifier)
      conflicts.push({ enterpriseId, ground: 'employerIdentifier' });
    else if (employerName && employerName === name) conflicts.push({ enterpriseId, ground: 'employerName' });
    else if (
      party.shareholders?.some(
        (holder) =>
          own.has(comparableName(holder.name)) || (employer !== null && employer === code(holder.identifier ?? null)),
      )
    )
      conflicts.push({ enterpriseId, ground: 'shareholder' });
    else if (party.legalRepresentative && own.has(comparableName(party.legalRepresentative)))
      conflicts.push({ enterpriseId, ground: 'legalRepresentative' });
    else if (declared.has(name) || (identifier && declared.has(identifier)) || declared.has(code(enterpriseId))) {
      conflicts.push({ enterpriseId, ground: 'declared' });
    }
  }
  return conflicts;
}
