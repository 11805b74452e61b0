import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireEuros } from '@tdt/domaine';
import { useState } from 'react';
import { Echec, useActe } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampTexte, ContexteErreurs } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';
import { ACTE_VIDE, acteDe, CHAMPS_ACTE, SaisieActe } from './acte-saisi.js';
import { fautesDeLActe } from './engagement.js';
import { LIBERER, type PartLue } from './part.js';

/** A funder gives up a voted share, or by an act a committed one, before any convention. */
export function Liberation({ part, relire }: { part: PartLue; relire: () => void }) {
  const [ouvert, setOuvert] = useState(false);
  const [motif, setMotif] = useState('');
  const [acte, setActe] = useState(ACTE_VIDE);
  const { issue, envoi, tenter, erreurs } = useActe();
  const parActe = part.etat === 'ENGAGEE';
  const renoncer = async () => {
    const fait = await tenter(async (cle) => {
      const details = [
        ...(motif.trim() === ''
          ? [{ code: 'ENTREE_INVALIDE', chemin: 'motif', message: 'Indiquez le motif du retrait.' }]
          : []),
        ...(parActe ? fautesDeLActe(acte, part.financeur.categorie) : []),
      ];
      const message = 'Il manque des informations.';
      if (details.length > 0) return { sorte: 'refus', refus: { code: 'INCOMPLET', message, chemin: null, details } };
      return muter(LIBERER, { d: { partId: part.id, motif, acte: parActe ? acteDe(acte) : null } }, cle);
    });
    if (!fait) return;
    setOuvert(false);
    relire();
  };
  return (
    <>
      <Button priority="tertiary" onClick={() => setOuvert(true)}>
        Renoncer à cette part
      </Button>
      <Dialogue
        ouvert={ouvert}
        titre="Renoncer à cette part ?"
        surFermeture={() => setOuvert(false)}
        actions={
          <>
            <Button onClick={() => void renoncer()} disabled={envoi}>
              Renoncer définitivement
            </Button>
            <Button priority="secondary" onClick={() => setOuvert(false)}>
              Garder la part
            </Button>
          </>
        }
      >
        <p>
          {ecrireEuros(BigInt(part.montant))} redeviendront disponibles dans votre enveloppe, et manqueront au plan de
          financement du projet : sa convention ne pourra plus être établie sans eux.
          {parActe && ' Un acte a engagé cette part : seul un acte de votre organisme la retire.'}
        </p>
        <ContexteErreurs value={erreurs}>
          <Echec titre="La part est gardée" issue={issue} champs={['motif', ...CHAMPS_ACTE]} />
          <ChampTexte chemin="motif" label="Motif du retrait" valeur={motif} long max={1000} surChangement={setMotif} />
          {parActe && <SaisieActe acte={acte} categorie={part.financeur.categorie} surChangement={setActe} />}
        </ContexteErreurs>
      </Dialogue>
    </>
  );
}
