import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { heureDeParis } from '@tdt/domaine';
import { useBrouillon } from './brouillon.js';
import type { EtatEnregistrement } from './enregistreur.js';
import { raconter } from './recit.js';
import { LIBELLES_CHAMP, type Champ, type Saisie } from './saisie.js';

function heure(instant: Date): string {
  const [h, min] = heureDeParis(instant).split(':');
  return `${Number(h)} h ${min}`;
}

function phrase(etat: EtatEnregistrement): string {
  switch (etat.sorte) {
    case 'a-jour':
      return etat.le ? `Enregistré à ${heure(etat.le)}` : 'Tout est enregistré';
    case 'a-envoyer':
    case 'en-cours':
      return 'Enregistrement…';
    case 'panne':
      return 'Pas encore enregistré : gardé sur cet appareil';
    case 'refus':
      return 'Une partie n’est pas enregistrée';
    case 'conflit':
      return 'En attente de votre choix';
  }
}

/** Something that was done for the person, until she has read it. */
function Nouvelle({ texte, fermer }: { texte: string; fermer: () => void }) {
  return (
    <Alert small severity="info" className="fr-mb-3w" closable isClosed={false} onClose={fermer} description={texte} />
  );
}

/** When the form was last saved: read when one looks at it, never announced at each keystroke. */
export function DerniereSauvegarde() {
  const { etat } = useBrouillon();
  return <p className="fr-hint-text tdt-sauvegarde">{phrase(etat)}</p>;
}

function Version({ qui, saisie, champ }: { qui: string; saisie: Saisie; champ: Champ }) {
  const lignes = raconter(saisie, champ);
  return (
    <div className="fr-col-12 fr-col-md-6">
      <p className="fr-text--bold fr-mb-1w">{qui}</p>
      {lignes.length === 0 && <p>(rien)</p>}
      <ul>
        {lignes.map((ligne) => (
          <li key={ligne}>{ligne}</li>
        ))}
      </ul>
    </div>
  );
}

function Conflit({ champ }: { champ: Champ }) {
  const { saisie, leurs, resoudre } = useBrouillon();
  const nom = LIBELLES_CHAMP[champ];
  return (
    <fieldset className="fr-fieldset tdt-bloc">
      <legend className="fr-fieldset__legend">{nom}</legend>
      <div className="fr-grid-row fr-grid-row--gutters fr-px-1w">
        <Version qui="Votre version" saisie={saisie} champ={champ} />
        <Version qui="La version enregistrée par votre collègue" saisie={leurs} champ={champ} />
      </div>
      <div className="tdt-dialogue-actions fr-px-1w">
        <Button priority="secondary" onClick={() => resoudre(champ, 'miens')}>
          Garder ma version
        </Button>
        <Button priority="secondary" onClick={() => resoudre(champ, 'leurs')}>
          Prendre celle de mon collègue
        </Button>
      </div>
    </fieldset>
  );
}

/** Everything about saving that a person must know or decide. */
export function AvisEnregistrement() {
  const { etat, conflits, recus, retrouve, garde, enregistrer, fermerAvis } = useBrouillon();
  return (
    <div aria-live="polite">
      {conflits.length > 0 && (
        <section className="fr-mb-4w" aria-labelledby="conflit">
          <h2 id="conflit" className="fr-h5">
            Un collègue a modifié les mêmes champs que vous
          </h2>
          <p>Rien n’est perdu. Dites, champ par champ, quelle version garder ; tout le reste a été réuni.</p>
          {conflits.map((champ) => (
            <Conflit key={champ} champ={champ} />
          ))}
        </section>
      )}
      {recus.length > 0 && conflits.length === 0 && (
        <Nouvelle
          texte={`Un collègue a modifié ce dossier en même temps que vous ; ses changements sont repris : ${recus.map((c) => LIBELLES_CHAMP[c]).join(', ')}. Les vôtres sont gardés.`}
          fermer={fermerAvis}
        />
      )}
      {retrouve && (
        <Nouvelle
          texte="Ce que vous aviez écrit sur cet appareil sans pouvoir l’enregistrer a été retrouvé et remis à sa place."
          fermer={fermerAvis}
        />
      )}
      {etat.sorte === 'panne' && (
        <div className="fr-mb-3w">
          <Alert
            small
            severity="warning"
            description={
              garde
                ? 'L’enregistrement n’a pas abouti. Ce que vous écrivez est gardé sur cet appareil ; nous réessayons toutes les cinq secondes.'
                : 'L’enregistrement n’a pas abouti, et ce navigateur refuse d’en garder une copie : ne fermez pas cette page.'
            }
          />
          <Button className="fr-mt-2w" priority="secondary" size="small" onClick={() => void enregistrer()}>
            Réessayer maintenant
          </Button>
        </div>
      )}
      {etat.sorte === 'refus' && (
        <Alert
          small
          severity="error"
          className="fr-mb-3w"
          description={`${etat.refus.message} Le reste est enregistré, et ce champ est gardé sur cet appareil : corrigez-le.`}
        />
      )}
    </div>
  );
}
