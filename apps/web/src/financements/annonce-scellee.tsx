import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireEuros, ecrireInstant } from '@tdt/domaine';
import { useState } from 'react';
import { Echec, useActe } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { Dialogue } from '../commun/dialogue.js';
import { RETIRER_ANNONCE, type AnnonceLue, type TourLu } from './annonce.js';

interface Props {
  annonce: AnnonceLue;
  tour: TourLu;
  /** Opens the form again; null when nothing may change any more. */
  surRemplacement: (() => void) | null;
  relire: () => void;
}

function Retrait({ annonce, relire }: Pick<Props, 'annonce' | 'relire'>) {
  const [ouvert, setOuvert] = useState(false);
  const { issue, envoi, tenter } = useActe();
  const retirer = async () => {
    if (!(await tenter((cle) => muter(RETIRER_ANNONCE, { d: { annonceId: annonce.id } }, cle)))) return;
    setOuvert(false);
    relire();
  };
  return (
    <>
      <Button priority="tertiary" onClick={() => setOuvert(true)}>
        Retirer l’annonce
      </Button>
      <Dialogue
        ouvert={ouvert}
        titre="Retirer votre annonce du tour ?"
        surFermeture={() => setOuvert(false)}
        actions={
          <>
            <Button onClick={() => void retirer()} disabled={envoi}>
              Retirer l’annonce du tour
            </Button>
            <Button priority="secondary" onClick={() => setOuvert(false)}>
              Garder l’annonce
            </Button>
          </>
        }
      >
        <Echec titre="L’annonce n’est pas retirée" issue={issue} champs={[]} />
        <p>
          Votre organisme n’apportera rien aux projets de ce tour, à moins que vous ne scelliez une autre annonce avant
          la révélation. Les autres verront qu’il n’a plus d’annonce, jamais ce qu’elle contenait.
        </p>
      </Dialogue>
    </>
  );
}

/** What the organisation has sealed, as it will be revealed. */
export function AnnonceScellee({ annonce, tour, surRemplacement, relire }: Props) {
  const points = tour.pointsParFinanceur !== null;
  const titre = (candidatureId: string) =>
    tour.projets.find((p) => p.candidatureId === candidatureId)?.candidature?.titre ?? 'Projet que vous ne voyez plus';
  return (
    <section className="fr-mb-4w" aria-labelledby={`annonce-${annonce.id}`}>
      <h2 id={`annonce-${annonce.id}`}>Votre annonce scellée</h2>
      <p>
        Scellée le {ecrireInstant(new Date(annonce.scelleLe))}, version {annonce.version}
        {annonce.enveloppe && `, sur l’enveloppe « ${annonce.enveloppe.libelle} »`}. Au plus{' '}
        <strong className="tdt-montant">{ecrireEuros(BigInt(annonce.plafond))}</strong> pour l’ensemble du tour.
      </p>
      <table className="tdt-table tdt-empilable">
        <caption>Ce que vous annoncez, projet par projet</caption>
        <thead>
          <tr>
            <th scope="col">Projet</th>
            <th scope="col">Votre accord</th>
            {points && <th scope="col">Points</th>}
            <th scope="col">Condition</th>
          </tr>
        </thead>
        <tbody>
          {annonce.lignes.map((l) => (
            <tr key={l.id}>
              <th scope="row">{titre(l.candidatureId)}</th>
              <td>
                Jusqu’à <span className="tdt-montant">{ecrireEuros(BigInt(l.maximum))}</span>
                {BigInt(l.minimum) > 0n && ` ; rien, ou au moins ${ecrireEuros(BigInt(l.minimum))}`}
              </td>
              {points && <td>{l.points === null ? 'Aucun point' : `${l.points} points`}</td>}
              <td>{l.condition ?? 'Sans condition'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="fr-text--sm fr-mt-2w">
        Empreinte publiée : <code className="tdt-empreinte">{annonce.empreinte}</code>. Après la révélation, chacun
        pourra vérifier que rien n’a été changé.
      </p>
      {surRemplacement && (
        <div className="tdt-dialogue-actions">
          <Button priority="secondary" onClick={surRemplacement}>
            Remplacer l’annonce
          </Button>
          <Retrait annonce={annonce} relire={relire} />
        </div>
      )}
    </section>
  );
}
