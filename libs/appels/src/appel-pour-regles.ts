import type { Appel, AppelRegles, ConditionBonification, Plafond } from '@tdt/domaine';
import type { EntityManager } from 'typeorm';
import { AppelAProjets, AppelTerritoire, Critere, PieceDemandee, Regle } from './appel-a-projets.entity.js';

/** The rows of `regle` as the rules of the domain read them; null when the base amount is missing. */
export function reglesDepuisLignes(mode: AppelRegles['mode'], lignes: Regle[]): AppelRegles | null {
  const base = lignes.find((l) => l.type === 'BASE');
  if (!base || base.montant === null) return null;
  return {
    mode,
    montantBase: base.montant,
    bonifications: lignes
      .filter((l) => l.type === 'BONIFICATION')
      .map((l) => ({
        code: l.code,
        libelle: l.libelle,
        montant: l.montant ?? 0n,
        condition: l.condition as ConditionBonification,
        preuve: l.preuve ?? '',
        cumulable: l.cumulable,
      })),
    plafonds: lignes
      .filter((l): l is Regle & { type: Plafond['type'] } => l.type !== 'BASE' && l.type !== 'BONIFICATION')
      .map((l) => ({
        code: l.code,
        libelle: l.libelle,
        type: l.type,
        tauxBp: l.tauxBp,
        montant: l.montant,
        sourceJuridique: l.sourceJuridique ?? '',
      })),
  };
}

/** The call with everything that the rules of the domain read, inside the caller's transaction. */
export async function appelPourRegles(tx: EntityManager, appel: AppelAProjets): Promise<Appel> {
  const appelId = appel.id;
  const rangees = { where: { appelId }, order: { rang: 'ASC' as const } };
  const [lignes, grille, pieces] = [
    await tx.find(Regle, rangees),
    await tx.find(Critere, rangees),
    await tx.find(PieceDemandee, rangees),
  ];
  const territoires = await tx.findBy(AppelTerritoire, { appelId });
  const enveloppes = await tx.query<{ libelle: string; montant: string }[]>(
    `select e.libelle, coalesce((select -c.solde from compte c where c.enveloppe_id = e.id and c.nature = 'SOURCE'), 0)::text as montant
     from enveloppe e where e.appel_id = $1 order by e.creee_le, e.id`,
    [appelId],
  );
  return {
    etat: appel.etat,
    type: appel.type,
    titre: appel.titre,
    ouverture: appel.ouverture,
    cloture: appel.cloture,
    categoriesAdmises: appel.categoriesAdmises,
    regionsCibles: territoires.filter((t) => t.nature === 'REGION').map((t) => t.code),
    regles: reglesDepuisLignes(appel.modeMontant, lignes),
    grille,
    pieces,
    enveloppes: enveloppes.map((e) => ({ libelle: e.libelle, montant: BigInt(e.montant) })),
  };
}
