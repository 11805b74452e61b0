import {
  ecrireDate,
  ecrireEuros,
  trouverCompte,
  type ActionFinancee,
  type LigneBudgetConvention,
  type TypeLieu,
} from '@tdt/domaine';
import { ecrireSiret, type DocumentPdf, type Rangee, type Tableau } from '@tdt/documents';
import { terminer } from './articles/objet-et-duree.js';
import { ecrireLieu, jour, lieuxDistincts, ou } from './contexte.js';
import type { Contexte } from './modele.js';

const LIBELLES_LIEU: Readonly<Record<TypeLieu, string>> = {
  REGION: 'Région',
  DEPARTEMENT: 'Département',
  EPCI: 'Intercommunalité',
  COMMUNE: 'Commune',
  QPV: 'Quartier prioritaire (QPV)',
  ACV: 'Action cœur de ville',
};

/** Annex I: what is done, where, with whom. */
export function composerFicheProjet(doc: DocumentPdf, { donnees }: Contexte, titre: string): void {
  doc.titre(2, titre);
  doc.paragraphe(ou(donnees.description));
  donnees.actions.forEach((action, rang) => composerAction(doc, action, rang + 1));
  const lieux = lieuxDistincts(donnees);
  if (lieux.length > 0) {
    doc.titre(3, 'Territoires', { signet: false, suite: 80 });
    doc.tableau({
      legende: 'Territoires du projet, par leur code officiel géographique ou leur code de quartier',
      colonnes: [
        { titre: 'Nature', largeur: 1.2 },
        { titre: 'Code', largeur: 0.8 },
        { titre: 'Nom', largeur: 2.4, nomme: true },
      ],
      rangees: lieux.map((l) => ({ cellules: [LIBELLES_LIEU[l.type], l.code, l.libelle] })),
    });
  }
}

function composerAction(doc: DocumentPdf, action: ActionFinancee, numero: number): void {
  doc.section('Sect', () => {
    doc.titre(3, `Action ${numero} – ${action.titre}`, { signet: false });
    doc.paragraphe(action.description);
    const dates = action.debut && action.fin ? [`du ${ecrireDate(action.debut)} au ${ecrireDate(action.fin)}`] : [];
    const details = [
      ...dates.map((d) => `Calendrier : ${d}`),
      ...(action.lieux.length > 0 ? [`Lieux : ${action.lieux.map(ecrireLieu).join(', ')}`] : []),
    ];
    if (details.length > 0) doc.liste(details.map((d, rang) => terminer(d, rang, details.length)));
  });
}

/** Annex VI: what is measured, action by action. */
export function composerIndicateurs(doc: DocumentPdf, { donnees }: Contexte, titre: string): void {
  const tableau: Tableau = {
    legende: 'Indicateurs du projet et valeurs attendues à son terme',
    colonnes: [
      { titre: 'Indicateur', largeur: 3, nomme: true },
      { titre: 'Valeur attendue', largeur: 1.4 },
    ],
    rangees: donnees.actions.flatMap((action, rang): Rangee[] =>
      action.indicateurs.length === 0
        ? []
        : [
            { genre: 'groupe', cellules: [`Action ${rang + 1} – ${action.titre}`, ''] },
            ...action.indicateurs.map((i) => ({ cellules: [i.libelle, i.cible] })),
          ],
    ),
  };
  doc.titre(2, titre, { suite: doc.hauteurTableau(tableau) });
  doc.tableau(tableau);
}

/** Annex IX: the members for whom the lead partner acts (R31). */
export function composerMandat(doc: DocumentPdf, { donnees }: Contexte, titre: string): void {
  const { consortium, beneficiaire } = donnees;
  if (consortium === null) return;
  const tableau: Tableau = {
    legende: 'Membres du groupement et part des contributions que le chef de file leur verse',
    colonnes: [
      { titre: 'Membre', largeur: 3.4, nomme: true },
      { titre: 'SIRET', largeur: 1.2 },
      { titre: 'Part', largeur: 1, aligne: 'droite' },
    ],
    rangees: consortium.membres.map((m) => ({
      cellules: [m.denomination, m.siret === null ? '' : ecrireSiret(m.siret), ecrireEuros(m.part)],
    })),
  };
  doc.titre(2, titre, { suite: 50 + doc.hauteurTableau(tableau) });
  doc.paragraphe(
    `Par le mandat du ${jour(consortium.mandatLe)}, joint au dossier, les membres ci-dessous chargent ${beneficiaire.denomination}, chef de file, de les représenter auprès des financeurs, de signer la convention et de percevoir les contributions.`,
  );
  doc.tableau(tableau);
}

/** Annex II: the budget in the accounts of the Cerfa form (R10). */
export function composerBudget(doc: DocumentPdf, { donnees: { budget, duree } }: Contexte, titre: string): void {
  doc.titre(2, titre, { suite: 140 });
  const periode = duree.debut && duree.fin ? `, du ${ecrireDate(duree.debut)} au ${ecrireDate(duree.fin)}` : '';
  doc.paragraphe(
    `Budget prévisionnel du projet${periode}, selon la nomenclature des formulaires Cerfa n° 12156 et n° 15059. Les charges égalent les produits au centime près ; les contributions volontaires en nature sont hors total.`,
  );
  doc.tableau(tableauBudget('Charges', budget.charges, 'Total des charges'));
  doc.tableau(tableauBudget('Produits', budget.produits, 'Total des produits'));
  if (budget.emplois.length + budget.ressources.length === 0) return;
  const emplois = tableauBudget('', budget.emplois, 'Total des emplois (86)');
  const ressources = tableauBudget('', budget.ressources, 'Total des ressources (87)');
  doc.tableau({
    ...emplois,
    legende: 'Contributions volontaires en nature, hors total : emplois (86) et ressources (87)',
    rangees: [...emplois.rangees, ...ressources.rangees],
  });
}

/** Lines grouped under their heading of the form, each heading with its sum. */
export function tableauBudget(
  legende: string,
  lignes: readonly LigneBudgetConvention[],
  libelleTotal: string,
): Tableau {
  const groupes = new Map<string, LigneBudgetConvention[]>();
  for (const ligne of lignes) {
    const rubrique = trouverCompte(ligne.compte)?.rubrique ?? ligne.compte;
    groupes.set(rubrique, [...(groupes.get(rubrique) ?? []), ligne]);
  }
  const sommer = (liste: readonly LigneBudgetConvention[]) => liste.reduce((t, l) => t + l.montant, 0n);
  const rangees = [...groupes].flatMap(([rubrique, liste]): Rangee[] => {
    const seule = liste.length === 1 && liste[0]?.compte === rubrique;
    const titre = trouverCompte(rubrique)?.libelle ?? '';
    const tete: Rangee = {
      genre: 'groupe',
      cellules: [rubrique, titre || (liste[0]?.libelle ?? ''), ecrireEuros(sommer(liste))],
    };
    if (seule) return [{ ...tete, genre: 'ligne' }];
    return [tete, ...liste.map((l) => ({ cellules: [l.compte, libelleLigne(l), ecrireEuros(l.montant)] }))];
  });
  return {
    legende,
    colonnes: [
      { titre: 'Compte', largeur: 52 },
      { titre: 'Libellé', largeur: 300, nomme: true },
      { titre: 'Montant', largeur: 100, aligne: 'droite' },
    ],
    rangees: [...rangees, { genre: 'total', cellules: ['', libelleTotal, ecrireEuros(sommer(lignes))] }],
  };
}

function libelleLigne(ligne: LigneBudgetConvention): string {
  return ligne.libelle === '' ? (trouverCompte(ligne.compte)?.libelle ?? '') : ligne.libelle;
}
