import {
  ACTES_CANDIDATURE,
  ACTES_DU_SERVICE,
  actesPossibles,
  avertissementsDepot,
  completude,
  detailsDuFormulaire,
  faitsMontant,
  montantDroit,
  totauxPlan,
  type ActeCandidature,
  type EtatCandidature,
  type HubExistant,
} from '@tdt/domaine';
import type { DefinitionLecture } from '@tdt/socle';
import {
  appelDepuisJson,
  dossierDepuisJson,
  sqlAppelDuDossier,
  sqlDossier,
  sqlHubsExistants,
  type AppelJson,
  type DossierJson,
} from './candidature-pour-regles.js';

interface LigneDossier {
  dossier: DossierJson;
  appel: AppelJson;
}

const dossierEtAppel = { dossier: sqlDossier, appel: sqlAppelDuDossier };

/** The fields of a file that the rules compute: read with it, in the same statement, and never stored. */
export const DERIVES_CANDIDATURE: DefinitionLecture['derives'] = {
  completude: {
    colonnes: [],
    expressions: dossierEtAppel,
    calcul: ({ dossier, appel }: LigneDossier) =>
      detailsDuFormulaire(completude(dossierDepuisJson(dossier), appelDepuisJson(appel))),
  },
  avertissements: {
    colonnes: [],
    expressions: {
      ...dossierEtAppel,
      hubs: sqlHubsExistants,
      instant: (a) =>
        `to_char(coalesce(${a}.depose_le, maintenant()) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    },
    calcul: ({ dossier, appel, hubs, instant }: LigneDossier & { hubs: HubExistant[]; instant: string }) =>
      detailsDuFormulaire(
        avertissementsDepot({
          candidature: dossierDepuisJson(dossier),
          appel: appelDepuisJson(appel),
          instant: new Date(instant),
          contexte: { hubsExistants: hubs },
        }),
      ),
  },
  montantDroit: {
    colonnes: [],
    expressions: dossierEtAppel,
    calcul: ({ dossier, appel }: LigneDossier) => {
      const { regles } = appelDepuisJson(appel);
      return regles && montantDroit(regles, faitsMontant(dossierDepuisJson(dossier)));
    },
  },
  totauxPlan: {
    colonnes: [],
    expressions: { dossier: sqlDossier },
    calcul: ({ dossier }: LigneDossier) => totauxPlan(dossierDepuisJson(dossier).plan),
  },
  actionsPossibles: {
    colonnes: ['etat'],
    expressions: {
      permises: (a, peut) => {
        const droit = (acte: ActeCandidature) =>
          ACTES_DU_SERVICE.includes(acte)
            ? `(case when ${a}.recue_le is not null and ${a}.depose_le is null then ${peut('saisirCandidatureRecue')} else ${peut(acte)} end)`
            : peut(acte);
        return `array_remove(array[${ACTES_CANDIDATURE.map((acte) => `case when ${droit(acte)} then '${acte}' end`).join(', ')}], null)`;
      },
    },
    calcul: ({ etat, permises }: { etat: EtatCandidature; permises: string[] }) =>
      actesPossibles(etat).filter((acte) => permises.includes(acte)),
  },
};
