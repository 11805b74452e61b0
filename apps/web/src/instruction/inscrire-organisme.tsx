import { Button } from '@codegouvfr/react-dsfr/Button';
import { CATEGORIES_ORGANISME, LIBELLES_CATEGORIE, type CategorieOrganisme } from '@tdt/domaine';
import { useState } from 'react';
import { Echec, useActePuis } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampChoix, ChampTexte, ContexteErreurs } from '../commun/champs.js';
import { INSCRIRE_ORGANISME } from './instruction.js';

const CATEGORIES = CATEGORIES_ORGANISME.map((valeur) => ({ valeur, texte: LIBELLES_CATEGORIE[valeur] }));

/** Who writes by post may not be on the platform: he is registered by his SIRET, and may be invited later. */
export function InscrireOrganisme({ surFait }: { surFait: (organisme: { id: string; nom: string }) => void }) {
  const [ouvert, setOuvert] = useState(false);
  const [saisi, setSaisi] = useState({ nom: '', categorie: 'ASSOCIATION' as CategorieOrganisme, identifiant: '' });
  const { issue, envoi, erreurs, faire } = useActePuis(surFait);
  if (!ouvert) {
    return (
      <Button priority="tertiary" size="small" className="fr-mb-3w" onClick={() => setOuvert(true)}>
        Il n’est pas inscrit sur la plateforme
      </Button>
    );
  }
  const d = { ...saisi, identifiant: saisi.identifiant.replace(/\s/g, ''), typeIdentifiant: 'SIRET' as const };
  return (
    <fieldset className="tdt-bloc">
      <legend>Inscrire l’organisme</legend>
      <Echec issue={issue} titre="L’organisme n’est pas inscrit" champs={['nom', 'identifiant', 'rna']} />
      <ContexteErreurs value={erreurs}>
        <ChampTexte
          chemin="nom"
          label="Dénomination"
          valeur={saisi.nom}
          max={200}
          surChangement={(nom) => setSaisi({ ...saisi, nom })}
        />
        <ChampChoix
          chemin="categorie"
          label="Nature juridique"
          options={CATEGORIES}
          valeur={saisi.categorie}
          surChangement={(categorie) => setSaisi({ ...saisi, categorie: categorie as CategorieOrganisme })}
        />
        <ChampTexte
          chemin="identifiant"
          label="SIRET"
          valeur={saisi.identifiant}
          max={20}
          natif={{ inputMode: 'numeric' }}
          surChangement={(identifiant) => setSaisi({ ...saisi, identifiant })}
        />
      </ContexteErreurs>
      <Button
        priority="secondary"
        size="small"
        disabled={envoi}
        onClick={() => void faire((options) => muter(INSCRIRE_ORGANISME, { d }, options))}
      >
        {envoi ? 'Inscription en cours…' : 'Inscrire et choisir cet organisme'}
      </Button>
    </fieldset>
  );
}
