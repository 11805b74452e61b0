import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import {
  ecrireEuros,
  EXCEPTIONS_PARTICIPATION,
  equilibre,
  estCollectivite,
  faitsMontant,
  montantDroit,
  totauxBudget,
  totauxPlan,
  verifierDemande,
  verifierPlan,
  type ExceptionParticipation,
} from '@tdt/domaine';
import { reglesDe } from '../appels/appel.js';
import { ChampChoix, ChampMontant, ChampTexte, idChamp } from '../commun/champs.js';
import { Recherche } from '../commun/recherche.js';
import { BarresPlan } from './barres-plan.js';
import { useBrouillon } from './brouillon.js';
import { dossierDe } from './dossier.js';
import { LignePlan } from './ligne-plan.js';
import { LIBELLES_EXCEPTION } from './recit.js';
import { chercherOrganismes, siretFaux, type OrganismeTrouve } from './registres.js';
import { useReprisePlan } from './reprise-plan.js';
import { montantSaisi, type LignePlanSaisie } from './saisie.js';

const VIDE = { nature: '', dispositif: '', assiette: '', montant: '' } as const;

function ajoutDe({ id, nom, categorie }: OrganismeTrouve): LignePlanSaisie {
  return { ...VIDE, type: 'SUBVENTION', financeur: { id, nom, categorie } };
}

/** What the call gives, computed as the API will, with its reasons. */
function MontantDemande() {
  const { saisie, lue, modifier } = useBrouillon();
  const dossier = dossierDe(saisie, lue);
  const regles = reglesDe(lue.appel);
  const faits = faitsMontant(dossier);
  const droit = montantDroit(regles, faits);
  const verdict = dossier.montantDemande === null ? null : verifierDemande(regles, faits, dossier.montantDemande);
  return (
    <section className="tdt-bloc">
      <h3 className="fr-h6">Ce que vous demandez à l’appel</h3>
      <ChampMontant
        chemin="montantDemande"
        label="Montant demandé au titre de l’appel, en euros"
        valeur={saisie.montantDemande}
        surChangement={(v) => modifier('montantDemande', v)}
      />
      <ChampMontant
        chemin="assiette"
        label="Dépense éligible, en euros (facultatif)"
        indice="À remplir si une partie du coût n’est pas éligible ; à défaut, tout le coût compte"
        valeur={saisie.assiette}
        surChangement={(v) => modifier('assiette', v)}
      />
      <div role="status">
        <p className="fr-mb-1w">
          D’après votre budget et vos lieux, l’appel accorde au plus{' '}
          <strong className="tdt-montant">{ecrireEuros(droit.montant)}</strong> :
        </p>
        <ul className="fr-text--sm">
          {droit.detail.map((l) => (
            <li key={l.code}>
              {l.libelle} : <span className="tdt-montant">{ecrireEuros(l.montant)}</span>. {l.motif}
            </li>
          ))}
        </ul>
        {verdict && !verdict.ok && <Alert small severity="warning" description={verdict.refus.message} />}
      </div>
      {droit.montant !== dossier.montantDemande && droit.montant > 0n && (
        <Button
          priority="secondary"
          size="small"
          className="fr-mt-2w"
          onClick={() => modifier('montantDemande', montantSaisi(droit.montant))}
        >
          Demander {ecrireEuros(droit.montant)}
        </Button>
      )}
    </section>
  );
}

/** R13: only a local authority that invests owes an own share, so only it may claim an exception. */
function Exception() {
  const { saisie, modifier } = useBrouillon();
  const { type, acte } = saisie.exceptionParticipation;
  return (
    <>
      <ChampChoix
        chemin="exceptionParticipation.type"
        label="Exception à la participation minimale de 20 % (facultatif)"
        valeur={type}
        vide="Aucune"
        options={EXCEPTIONS_PARTICIPATION.map((e) => ({ valeur: e, texte: LIBELLES_EXCEPTION[e] }))}
        surChangement={(t) => modifier('exceptionParticipation', { type: t as ExceptionParticipation | '', acte })}
      />
      {type !== '' && (
        <ChampTexte
          chemin="exceptionParticipation.acte"
          label="Acte qui accorde l’exception"
          valeur={acte}
          max={300}
          surChangement={(a) => modifier('exceptionParticipation', { type, acte: a })}
        />
      )}
    </>
  );
}

/** The products of the budget follow from a plan that holds. */
function ReportAuBudget() {
  const reporter = useReprisePlan();
  return (
    <>
      <p className="fr-mt-2w">
        Les produits du budget ne le disent pas encore : les subventions et vos ressources propres s’y reportent d’ici.
      </p>
      <Button priority="secondary" size="small" onClick={reporter}>
        Reporter ce plan dans les produits du budget
      </Button>
    </>
  );
}

/** The balance, live: what the plan makes, what the project costs, and what the rules say of it. */
function Balance() {
  const { saisie, lue } = useBrouillon();
  const dossier = dossierDe(saisie, lue);
  const cout = totauxBudget(dossier.budget).charges;
  const totaux = totauxPlan(dossier.plan);
  const reste = cout - totaux.total;
  const verdict = verifierPlan(dossier);
  return (
    <section aria-labelledby="balance">
      <h3 id="balance" className="fr-h6">
        Où en est le plan
      </h3>
      <BarresPlan plan={dossier.plan} cout={cout} />
      <dl className="tdt-fiche">
        <div>
          <dt>Coût du projet, d’après le budget</dt>
          <dd className="tdt-montant">{ecrireEuros(cout)}</dd>
        </div>
        <div>
          <dt>Total du plan</dt>
          <dd className="tdt-montant">{ecrireEuros(totaux.total)}</dd>
        </div>
        <div>
          <dt>{reste < 0n ? 'De trop' : 'Reste à financer'}</dt>
          <dd className="tdt-montant">{ecrireEuros(reste < 0n ? -reste : reste)}</dd>
        </div>
      </dl>
      <div role="status" id={idChamp('plan')} tabIndex={-1}>
        {dossier.plan.length > 0 && (
          <Alert
            small
            severity={verdict.ok ? 'success' : 'warning'}
            description={
              verdict.ok
                ? 'Le plan de financement couvre exactement le coût du projet.'
                : (verdict.refus.details?.[0]?.message ?? verdict.refus.message)
            }
          />
        )}
      </div>
      {verdict.ok && !equilibre(dossier.budget).ok && <ReportAuBudget />}
    </section>
  );
}

export function EtapePlan() {
  const { saisie, lue, modifier } = useBrouillon();
  const { plan } = saisie;
  const propres = plan.some((l) => l.type === 'RESSOURCES_PROPRES');
  const remplacer = (i: number, ligne: LignePlanSaisie) =>
    modifier(
      'plan',
      plan.map((l, j) => (j === i ? ligne : l)),
    );
  return (
    <>
      <p>Qui paierait quoi : chaque financeur sollicité, puis vos ressources propres. Le total doit égaler le coût.</p>
      <MontantDemande />
      {plan.map((ligne, i) => (
        <LignePlan
          key={i}
          rang={i}
          ligne={ligne}
          surChangement={(l) => remplacer(i, l)}
          surRetrait={() =>
            modifier(
              'plan',
              plan.filter((_l, j) => j !== i),
            )
          }
        />
      ))}
      <Recherche
        chemin="plan.financeur"
        label="Ajouter un financeur"
        indice="Son nom, ou son SIRET"
        verbe="Ajouter"
        chercher={(texte) => chercherOrganismes(texte, [lue.porteur.id])}
        surChoix={(o) => modifier('plan', [...plan, ajoutDe(o)])}
        siRien={(texte) => siretFaux(texte) ?? 'Aucun organisme de ce nom. Demandez son inscription à la gestion.'}
      />
      {!propres && (
        <Button
          priority="secondary"
          className="fr-mb-4w"
          onClick={() => modifier('plan', [...plan, { ...VIDE, type: 'RESSOURCES_PROPRES', financeur: null }])}
        >
          Ajouter vos ressources propres
        </Button>
      )}
      {estCollectivite(lue.porteur.categorie) && saisie.nature === 'INVESTISSEMENT' && <Exception />}
      <Balance />
    </>
  );
}
