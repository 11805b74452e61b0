import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { Checkbox } from '@codegouvfr/react-dsfr/Checkbox';
import {
  BASES_AIDE,
  doitContratEngagementRepublicain,
  jourDeParis,
  LIBELLES_CATEGORIE,
  totauxPlan,
  validerIdentifiant,
  verifierMinimis,
  type BaseAide,
} from '@tdt/domaine';
import { ChampChoix, ChampDate, ChampMontant, ChampTexte, idChamp, useErreur } from '../commun/champs.js';
import { useBrouillon } from './brouillon.js';
import { dossierDe } from './dossier.js';
import { libelleBaseAide } from './recit.js';

/** What the directory says of the applicant: read here, corrected by those who keep it. */
function Fiche() {
  const { porteur } = useBrouillon().lue;
  const verifie = validerIdentifiant(porteur.typeIdentifiant, porteur.identifiant).ok;
  const lignes: [string, string | null][] = [
    ['Nom', porteur.nom],
    [porteur.typeIdentifiant, `${porteur.identifiant} (${verifie ? 'numéro vérifié' : 'numéro à vérifier'})`],
    ['Numéro RNA', porteur.rna],
    ['Catégorie', LIBELLES_CATEGORIE[porteur.categorie]],
    ['Forme juridique', porteur.formeJuridique],
    ['Siège', porteur.adresse],
  ];
  return (
    <section className="tdt-bloc">
      <h3 className="fr-h6">Qui porte le projet</h3>
      <dl className="tdt-fiche">
        {lignes.map(
          ([nom, valeur]) =>
            valeur && (
              <div key={nom}>
                <dt>{nom}</dt>
                <dd>{valeur}</dd>
              </div>
            ),
        )}
      </dl>
      <p className="fr-text--sm fr-mb-0">
        Ces informations viennent de l’annuaire de la plateforme. Si l’une d’elles est fausse, signalez-la à la gestion
        de l’appel : vous pouvez continuer sans attendre.
      </p>
    </section>
  );
}

function ContratEngagement() {
  const { saisie, modifier } = useBrouillon();
  const cer = saisie.contratEngagementRepublicain;
  const erreur = useErreur('contratEngagementRepublicain');
  const poser = (changement: Partial<typeof cer>) =>
    modifier('contratEngagementRepublicain', { ...cer, ...changement });
  const accepter = (accepte: boolean) =>
    poser({
      accepte,
      date: cer.date || jourDeParis(new Date()),
      signataire: cer.signataire || saisie.representantNom,
    });
  return (
    <section>
      <Checkbox
        id={idChamp('contratEngagementRepublicain')}
        legend="Contrat d’engagement républicain"
        state={erreur ? 'error' : 'default'}
        stateRelatedMessage={erreur}
        options={[
          {
            label: 'Notre structure souscrit au contrat d’engagement républicain',
            hintText: 'Annexé au décret n° 2021-1947 du 31 décembre 2021. Il est dû pour toute subvention publique.',
            nativeInputProps: {
              checked: cer.accepte,
              onChange: (e) => accepter(e.currentTarget.checked),
            },
          },
        ]}
      />
      {cer.accepte && (
        <div className="fr-grid-row fr-grid-row--gutters">
          <div className="fr-col-12 fr-col-md-6">
            <ChampDate
              chemin="contratEngagementRepublicain.date"
              label="Date de l’acceptation"
              valeur={cer.date}
              surChangement={(date) => poser({ date })}
            />
          </div>
          <div className="fr-col-12 fr-col-md-6">
            <ChampTexte
              chemin="contratEngagementRepublicain.signataire"
              label="Acceptée par"
              valeur={cer.signataire}
              max={200}
              surChangement={(signataire) => poser({ signataire })}
            />
          </div>
        </div>
      )}
    </section>
  );
}

function AidesDejaRecues() {
  const { saisie, lue, modifier } = useBrouillon();
  const aides = saisie.aidesDeclarees;
  const poser = (i: number, changement: Partial<(typeof aides)[number]>) =>
    modifier(
      'aidesDeclarees',
      aides.map((a, j) => (j === i ? { ...a, ...changement } : a)),
    );
  const dossier = dossierDe(saisie, lue);
  const jour = jourDeParis(new Date());
  const verdict =
    dossier.baseAide &&
    verifierMinimis(dossier.baseAide, jour, dossier.aidesDeclarees, totauxPlan(dossier.plan).aidesPubliques);
  return (
    <section>
      <h3 className="fr-h6">Aides de minimis déjà reçues, sur trois ans</h3>
      {aides.length === 0 && <p>Aucune n’est déclarée.</p>}
      {aides.map((aide, i) => (
        <fieldset key={i} className="fr-fieldset tdt-bloc">
          <legend className="fr-fieldset__legend">Aide n° {i + 1}</legend>
          <div className="fr-fieldset__element">
            <ChampDate
              chemin={`aidesDeclarees[${i}].date`}
              label="Jour de l’octroi"
              valeur={aide.date}
              surChangement={(date) => poser(i, { date })}
            />
            <ChampMontant
              chemin={`aidesDeclarees[${i}].montant`}
              label="Montant, en euros"
              valeur={aide.montant}
              surChangement={(montant) => poser(i, { montant })}
            />
            <Button
              priority="tertiary"
              size="small"
              onClick={() =>
                modifier(
                  'aidesDeclarees',
                  aides.filter((_a, j) => j !== i),
                )
              }
            >
              Retirer l’aide n° {i + 1}
            </Button>
          </div>
        </fieldset>
      ))}
      <Button priority="secondary" onClick={() => modifier('aidesDeclarees', [...aides, { date: '', montant: '' }])}>
        Déclarer une aide
      </Button>
      {verdict && !verdict.ok && (
        <Alert small severity="warning" className="fr-mt-2w" description={verdict.refus.message} />
      )}
    </section>
  );
}

export function EtapeStructure() {
  const { saisie, lue, modifier } = useBrouillon();
  return (
    <>
      <Fiche />
      <div className="fr-grid-row fr-grid-row--gutters">
        <div className="fr-col-12 fr-col-md-6">
          <ChampTexte
            chemin="representantNom"
            label="Nom du représentant légal"
            valeur={saisie.representantNom}
            max={200}
            surChangement={(v) => modifier('representantNom', v)}
          />
        </div>
        <div className="fr-col-12 fr-col-md-6">
          <ChampTexte
            chemin="representantQualite"
            label="Sa qualité"
            valeur={saisie.representantQualite}
            max={200}
            surChangement={(v) => modifier('representantQualite', v)}
          />
        </div>
      </div>
      {doitContratEngagementRepublicain(lue.porteur.categorie) && <ContratEngagement />}
      <ChampChoix
        chemin="regimeAide"
        label="Base de l’aide au regard des règles européennes"
        indice="Un accueil gratuit du public est le plus souvent une activité non économique. Dans le doute, l’instruction vous aidera."
        valeur={saisie.regimeAide}
        vide="Choisir une base"
        options={BASES_AIDE.map((b) => ({ valeur: b, texte: libelleBaseAide(b) }))}
        surChangement={(v) => modifier('regimeAide', v as BaseAide | '')}
      />
      {saisie.regimeAide.startsWith('DE_MINIMIS') && <AidesDejaRecues />}
    </>
  );
}
