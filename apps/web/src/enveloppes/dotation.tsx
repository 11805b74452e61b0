import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireEuros, lireEuros } from '@tdt/domaine';
import { useState } from 'react';
import { Echec, useActe } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampMontant } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';
import { DOTER_ENVELOPPE, type EnveloppeLue } from './enveloppe.js';

/** Puts money into an envelope: says what its dotation becomes before anything is done. */
export function Dotation({ enveloppe, relire }: { enveloppe: EnveloppeLue; relire: () => void }) {
  const [ouvert, setOuvert] = useState(false);
  const [montant, setMontant] = useState('');
  const { issue, envoi, tenter, erreurs } = useActe();
  const lu = lireEuros(montant);
  const dotation = BigInt(enveloppe.dotation);
  const doter = async () => {
    const fait = await tenter(async (cle) => {
      if (!lu.ok) return { sorte: 'refus', refus: { ...lu.refus, chemin: 'montant', details: [] } };
      return muter(DOTER_ENVELOPPE, { d: { enveloppeId: enveloppe.id, montant: String(lu.fait) } }, cle);
    });
    if (!fait) return;
    setOuvert(false);
    setMontant('');
    relire();
  };
  return (
    <>
      <Button onClick={() => setOuvert(true)}>Ajouter des crédits</Button>
      <Dialogue
        ouvert={ouvert}
        titre={`Ajouter des crédits à « ${enveloppe.libelle} »`}
        surFermeture={() => setOuvert(false)}
        actions={
          <>
            <Button onClick={() => void doter()} disabled={envoi}>
              {envoi ? 'Enregistrement…' : 'Ajouter ces crédits'}
            </Button>
            <Button priority="secondary" onClick={() => setOuvert(false)}>
              Ne rien changer
            </Button>
          </>
        }
      >
        <Echec titre="Les crédits ne sont pas ajoutés" issue={issue} champs={[]} />
        <ChampMontant
          chemin="montant"
          label="Montant à ajouter, en euros"
          valeur={montant}
          erreur={erreurs.get('montant')}
          surChangement={setMontant}
        />
        <p role="status">
          {lu.ok && lu.fait > 0n
            ? `La dotation passera de ${ecrireEuros(dotation)} à ${ecrireEuros(dotation + lu.fait)}. L’acte est inscrit au grand livre, à votre nom.`
            : `La dotation est aujourd’hui de ${ecrireEuros(dotation)}.`}
        </p>
        <p className="fr-text--sm">
          Qui a ouvert l’enveloppe ne peut pas la doter : c’est à une autre personne de le faire.
        </p>
      </Dialogue>
    </>
  );
}
