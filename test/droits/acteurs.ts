import { creerJeton, nouvelId } from '@tdt/socle';
import type { RoleAccorde } from '@tdt/domaine';
import type { CleOrganisme } from '../monde-donnees.js';
import type { Serveur } from '../outillage/serveur.js';

/** A call or a conference that a right names. */
export interface Perimetre {
  appelId?: string;
  conferenceId?: string;
}

/** Somebody who asks: one role, at these organisations, within this perimeter. */
export interface Acteur {
  /** « FINANCEUR, même organisme ». */
  nom: string;
  /** `null`: nobody, or somebody without any right. */
  role: RoleAccorde | null;
  organismes: readonly string[];
  perimetre: Perimetre;
  gere: boolean;
  /** The right is in force: neither over, nor waiting for a second person. */
  enVigueur: boolean;
  /** `null`: an anonymous visitor. */
  utilisateurId: string | null;
  jeton: string | null;
}

type Etat = 'EN_VIGUEUR' | 'TERMINEE' | 'A_CONFIRMER';
type Modele = [
  relation: string,
  organismes: readonly CleOrganisme[],
  perimetre: 'AUCUN' | 'APPEL' | 'CONFERENCE' | 'AUTRE_APPEL' | 'AUTRE_CONFERENCE',
  gere?: boolean,
  etat?: Etat,
];

/** Organisations for which the actors « own » act: porteurs of the files of the scene, funders of its shares. */
export const PORTEURS = ['hubBretagne', 'hubik', 'assembleurs', 'hubLo', 'hubEst', 'conumm'] as const;
export const FINANCEURS = ['regionCentre', 'fondationAfnic'] as const;
/** In déport on the file of HubEst; solicited by one file and member of nothing; neither. */
export const EN_DEPORT = 'regionGrandEst';
export const SOLLICITE = 'fdj';
const ETRANGER = 'sicoval';
/** It has announced in the round, and sits no more. */
export const SIEGE_FINI = 'anct';

const MODELES: Readonly<Record<RoleAccorde, readonly Modele[]>> = {
  PORTEUR: [
    ['propre', PORTEURS, 'AUCUN', true],
    ['même organisme', PORTEURS, 'AUCUN'],
    ['autre organisme', ['rhinocc'], 'AUCUN', true],
    ['autre appel', PORTEURS, 'AUTRE_APPEL', true],
    ['aucun', PORTEURS, 'AUCUN', true, 'TERMINEE'],
  ],
  FINANCEUR: [
    ['propre', FINANCEURS, 'AUCUN', true],
    ['même organisme', FINANCEURS, 'AUCUN'],
    ['autre organisme, membre', ['mel'], 'AUCUN', true],
    ['autre organisme, membre en déport', [EN_DEPORT], 'AUCUN', true],
    ['autre organisme, sollicité', [SOLLICITE], 'AUCUN', true],
    ['autre organisme, étranger', [ETRANGER], 'AUCUN', true],
    ['dont le siège a pris fin', [SIEGE_FINI], 'AUCUN', true],
    ['autre appel', FINANCEURS, 'AUTRE_APPEL', true],
    ['autre conférence', FINANCEURS, 'AUTRE_CONFERENCE', true],
    ['aucun', FINANCEURS, 'AUCUN', true, 'TERMINEE'],
  ],
  INSTRUCTEUR: [
    ['affecté', ['bdt'], 'APPEL'],
    ['affecté par la conférence', ['bdt'], 'CONFERENCE'],
    ['même organisme', ['bdt'], 'AUCUN'],
    ['autre organisme', [ETRANGER], 'APPEL'],
    ['autre appel', ['bdt'], 'AUTRE_APPEL'],
    ['aucun', ['bdt'], 'APPEL', false, 'TERMINEE'],
    ['à confirmer', ['bdt'], 'APPEL', false, 'A_CONFIRMER'],
  ],
  GESTIONNAIRE: [
    ['propre', ['bdt'], 'AUCUN', true],
    ['même organisme', ['bdt'], 'AUCUN'],
    ['autre organisme', ['anct'], 'AUCUN', true],
    ['autre appel', ['bdt'], 'AUTRE_APPEL', true],
    ['aucun', ['bdt'], 'AUCUN', true, 'TERMINEE'],
    ['à confirmer', ['bdt'], 'AUCUN', true, 'A_CONFIRMER'],
  ],
  PRESIDENT: [
    ['affecté', ['rennesMetropole'], 'CONFERENCE'],
    ['affecté par l’appel', ['rennesMetropole'], 'APPEL'],
    ['même organisme', ['rennesMetropole'], 'AUCUN'],
    ['autre organisme', [ETRANGER], 'CONFERENCE'],
    ['autre conférence', ['rennesMetropole'], 'AUTRE_CONFERENCE'],
    ['aucun', ['rennesMetropole'], 'CONFERENCE', false, 'TERMINEE'],
    ['à confirmer', ['rennesMetropole'], 'CONFERENCE', false, 'A_CONFIRMER'],
  ],
  ADMIN: [
    ['propre', ['bdt'], 'AUCUN'],
    ['autre organisme', [ETRANGER], 'AUCUN'],
    ['autre appel', ['bdt'], 'AUTRE_APPEL'],
    ['aucun', ['bdt'], 'AUCUN', false, 'TERMINEE'],
    ['à confirmer', ['bdt'], 'AUCUN', false, 'A_CONFIRMER'],
  ],
};

/** The perimeters that rights name: that of the scene, and another that shares nothing with it. */
export interface Perimetres {
  appelId: string;
  conferenceId: string;
  autreAppelId: string;
  autreConferenceId: string;
}

function perimetreDe(sorte: Modele[2], p: Perimetres): Perimetre {
  if (sorte === 'APPEL') return { appelId: p.appelId };
  if (sorte === 'CONFERENCE') return { conferenceId: p.conferenceId };
  if (sorte === 'AUTRE_APPEL') return { appelId: p.autreAppelId };
  return sorte === 'AUTRE_CONFERENCE' ? { conferenceId: p.autreConferenceId } : {};
}

async function inscrire(s: Serveur, rang: number): Promise<{ utilisateurId: string; jeton: string }> {
  const utilisateurId = nouvelId();
  await s.sql(
    `insert into utilisateur (id, courriel, prenom, nom, fictif, cree_le) values ($1, $2, 'Acteur', $3, true, maintenant())`,
    [utilisateurId, `acteur${rang}@droits.example`, String(rang)],
  );
  const jeton = await creerJeton(s.sqlExecuteur, { utilisateurId, libelle: 'droits', roles: null, jours: 3_650 });
  return { utilisateurId, jeton };
}

async function habiliter(s: Serveur, acteur: Acteur, etat: Etat): Promise<void> {
  for (const organismeId of acteur.organismes) {
    await s.sql(
      `insert into habilitation (id, utilisateur_id, role, organisme_id, appel_id, conference_id, debut, fin,
         gestionnaire_utilisateurs, attend_confirmation)
       values ($1, $2, $3, $4, $5, $6, '2018-01-01', $7, $8, $9)`,
      [
        nouvelId(),
        acteur.utilisateurId,
        acteur.role,
        organismeId,
        acteur.perimetre.appelId ?? null,
        acteur.perimetre.conferenceId ?? null,
        etat === 'TERMINEE' ? '2019-01-01' : null,
        acteur.gere,
        etat === 'A_CONFIRMER',
      ],
    );
  }
}

/** Every role in every relation to the scene, and nobody: with a right of the database each, and a token. */
export async function semerActeurs(s: Serveur, perimetres: Perimetres): Promise<Acteur[]> {
  const rien = { role: null, organismes: [], perimetre: {}, gere: false, enVigueur: true };
  const acteurs: Acteur[] = [
    { ...rien, nom: 'PUBLIC, anonyme', utilisateurId: null, jeton: null },
    { ...rien, nom: 'PUBLIC, sans droit', ...(await inscrire(s, 0)) },
  ];
  for (const [role, modeles] of Object.entries(MODELES) as [RoleAccorde, readonly Modele[]][]) {
    for (const [relation, cles, sorte, gere = false, etat = 'EN_VIGUEUR'] of modeles) {
      const acteur: Acteur = {
        nom: `${role}, ${relation}`,
        role,
        organismes: cles.map((cle) => s.monde.organismes[cle]),
        perimetre: perimetreDe(sorte, perimetres),
        gere,
        enVigueur: etat === 'EN_VIGUEUR',
        ...(await inscrire(s, acteurs.length)),
      };
      await habiliter(s, acteur, etat);
      acteurs.push(acteur);
    }
  }
  return acteurs;
}
