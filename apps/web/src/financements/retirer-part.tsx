import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireEuros } from '@tdt/domaine';
import { useState } from 'react';
import { Echec, useActe } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampTexte } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';
import { RETIRER_PART, type DossierFinance } from './financement.js';

/** Withdraws a share before the vote, and says what leaves with it. */
export function RetirerPart({ part, relire }: { part: DossierFinance['parts'][number]; relire: () => void }) {
  const [ouvert, setOuvert] = useState(false);
  const [motif, setMotif] = useState('');
  const { issue, envoi, tenter, erreurs } = useActe();
  const retirer = async () => {
    const fait = await tenter(async (cle) => {
      const message = 'Indiquez le motif du retrait.';
      if (motif.trim() === '') {
        return { sorte: 'refus', refus: { code: 'INCOMPLET', message, chemin: 'motif', details: [] } };
      }
      return muter(RETIRER_PART, { d: { partId: part.id, motif } }, cle);
    });
    if (!fait) return;
    setOuvert(false);
    relire();
  };
  return (
    <>
      <Button priority="tertiary" size="small" onClick={() => setOuvert(true)}>
        Retirer cette part
      </Button>
      <Dialogue
        ouvert={ouvert}
        titre="Retirer votre part de ce projet ?"
        surFermeture={() => setOuvert(false)}
        actions={
          <>
            <Button onClick={() => void retirer()} disabled={envoi}>
              Retirer la part
            </Button>
            <Button priority="secondary" onClick={() => setOuvert(false)}>
              Garder la part
            </Button>
          </>
        }
      >
        <Echec titre="La part n’est pas retirée" issue={issue} champs={[]} />
        <p>
          Votre part de {ecrireEuros(BigInt(part.montant))} ne comptera plus dans le plan proposé. Ce qui était réservé
          pour elle redevient disponible dans votre enveloppe.
        </p>
        <ChampTexte
          chemin="motif"
          label="Motif du retrait"
          valeur={motif}
          long
          max={1000}
          erreur={erreurs.get('motif')}
          surChangement={setMotif}
        />
      </Dialogue>
    </>
  );
}
