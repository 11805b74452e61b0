import { ecrireInstant, LIBELLES_CATEGORIE } from '@tdt/domaine';
import { phraseDeRegle, type RegleAppel } from '../appels/appel.js';
import { instantSaisi, reglesSaisies } from './demande.js';
import type { EtapeProps } from './etapes.js';

const moment = (jour: string, heure: string, seconde: '00' | '59') => {
  const instant = instantSaisi(jour, heure, seconde);
  return instant ? ecrireInstant(instant) : 'à fixer';
};

const chiffree = ({ montant, tauxBp }: RegleAppel) => montant !== null || tauxBp !== null;

/** The call as the public will read it, before anything is written. */
export function EtapeVerification({ saisie: s }: EtapeProps) {
  const lignes = [
    { titre: 'Titre', valeurs: [s.titre || 'à écrire'] },
    { titre: 'Référence', valeurs: [s.code.toUpperCase() || 'à écrire'] },
    { titre: 'Ouverture', valeurs: [moment(s.ouvertureJour, s.ouvertureHeure, '00')] },
    { titre: 'Clôture', valeurs: [moment(s.clotureJour, s.clotureHeure, '59')] },
    {
      titre: 'Qui peut candidater',
      valeurs: [s.categories.map((c) => LIBELLES_CATEGORIE[c]).join(', ') || 'à choisir'],
    },
    { titre: 'Territoires visés', valeurs: [s.territoires.map((t) => t.nom).join(', ') || 'toute la France'] },
    {
      titre: 'Combien',
      valeurs: reglesSaisies(s).map((r) =>
        chiffree(r) ? phraseDeRegle(r, s.mode) : `${r.libelle || 'Règle'} : à chiffrer`,
      ),
    },
    {
      titre: 'Pièces',
      valeurs: s.pieces.map((p) => `${p.libelle || 'sans nom'}${p.obligatoire ? '' : ' (facultatif)'}`),
    },
    { titre: 'Grille', valeurs: s.grille.map((c) => `${c.libelle || 'sans nom'} : ${c.poids || '0'} points`) },
  ];
  return (
    <>
      <p>
        Relisez l’appel comme le public le lira. Le brouillon se corrige jusqu’à sa publication ; ensuite, ses règles ne
        changent plus.
      </p>
      <dl className="tdt-fiche">
        {lignes.map(({ titre, valeurs }) => (
          <div key={titre}>
            <dt>{titre}</dt>
            {valeurs.map((v, i) => (
              <dd key={i}>{v}</dd>
            ))}
          </div>
        ))}
      </dl>
    </>
  );
}
