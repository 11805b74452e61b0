import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireEuros, ETATS_PART_ECARTES, type DetailRefus } from '@tdt/domaine';
import { useState } from 'react';
import { Link } from 'react-router';
import { muter } from '../commun/api.js';
import { lireGarde } from '../commun/garde-locale.js';
import { Lot, type Sujet } from '../commun/lot.js';
import { COMPLEMENTS_VIDES, demandeDe, nomGarde, nommerParts, resteA, type ComplementsSaisis } from './complements.js';
import { GENERER, type Retenue } from './convention.js';
import { useManques } from './manques.js';

/** A convention is awaited for this file: none was made, or none was signed. After a termination nobody awaits one. */
export function sansConvention({ conventions }: Pick<Retenue, 'conventions'>): boolean {
  return conventions.edges.every(({ node }) => node.etat === 'CADUQUE');
}

const actives = ({ parts }: Retenue) => parts.filter((p) => !ETATS_PART_ECARTES.includes(p.etat));

function saisiePour(id: string): ComplementsSaisis {
  return lireGarde<ComplementsSaisis>(nomGarde(id)) ?? COMPLEMENTS_VIDES;
}

function Manques({ points }: { points: readonly DetailRefus[] | undefined }) {
  if (points === undefined) return <>vérification en cours…</>;
  if (points.length === 0) return <>Rien : prête à générer</>;
  return (
    <ul className="tdt-liste">
      {points.map((p) => (
        <li key={p.chemin + p.message}>{p.message}</li>
      ))}
    </ul>
  );
}

interface LigneProps {
  retenue: Retenue;
  points: readonly DetailRefus[] | undefined;
}

function Ligne({ retenue, points }: LigneProps) {
  const parts = actives(retenue);
  const engagees = parts.filter((p) => p.etat === 'ENGAGEE').length;
  const total = parts.reduce((t, p) => t + BigInt(p.montant), 0n);
  return (
    <tr>
      <th scope="row">
        <Link to={`/conventions/dossiers/${retenue.id}`}>{retenue.titre}</Link>
        <span className="fr-hint-text">
          {retenue.porteur.nom}, n° {retenue.numero}
        </span>
      </th>
      <td className="tdt-montant" data-libelle="Financé">
        {ecrireEuros(total)}
      </td>
      <td data-libelle="Parts engagées">
        {engagees} sur {parts.length}
      </td>
      <td data-libelle="Ce qui manque">
        <Manques points={points} />
      </td>
    </tr>
  );
}

function TableAGenerer({ lignes }: { lignes: readonly LigneProps[] }) {
  return (
    <table className="tdt-table tdt-empilable">
      <caption>Dossiers retenus sans convention, et ce qui manque à chacun</caption>
      <thead>
        <tr>
          <th scope="col">Dossier</th>
          <th scope="col" className="tdt-montant">
            Financé
          </th>
          <th scope="col">Parts engagées</th>
          <th scope="col">Ce qui manque</th>
        </tr>
      </thead>
      <tbody>
        {lignes.map((l) => (
          <Ligne key={l.retenue.id} {...l} />
        ))}
      </tbody>
    </table>
  );
}

/** Kept files whose convention is to be made: what each lacks, and those that are ready made all at once. */
export function AGenerer({ retenues, relire }: { retenues: readonly Retenue[]; relire: () => void }) {
  const [lot, setLot] = useState<Sujet[] | null>(null);
  const manques = useManques(retenues.map(({ id }) => id));
  const lignes = retenues.map((retenue) => {
    const points = manques.get(retenue.id);
    return { retenue, points: points && nommerParts(resteA(points, saisiePour(retenue.id)), retenue.parts) };
  });
  const pretes = lignes.filter(({ points }) => points?.length === 0).map(({ retenue }) => retenue);
  if (retenues.length === 0) {
    return (
      <p>
        Aucun dossier retenu n’attend sa convention. Un dossier paraît ici dès que la conférence l’a retenu en séance.
      </p>
    );
  }
  return (
    <>
      <TableAGenerer lignes={lignes} />
      <div className="tdt-dialogue-actions fr-mb-4w">
        <Button
          disabled={pretes.length === 0}
          nativeButtonProps={{ 'aria-describedby': 'raison-generer' }}
          onClick={() => setLot(pretes.map(({ id, titre, numero }) => ({ id, nom: `${titre}, n° ${numero}` })))}
        >
          {pretes.length > 1 ? `Générer les ${pretes.length} conventions prêtes` : 'Générer la convention prête'}
        </Button>
        <p id="raison-generer" className="fr-hint-text fr-mb-0">
          {pretes.length === 0 && 'Aucune n’est prête : ouvrez un dossier pour compléter ce qui manque.'}
        </p>
      </div>
      {lot && (
        <Lot
          ouvert
          titre="Générer ces projets de convention ?"
          verbe="Générer"
          sujets={lot}
          acte={({ id }, options) => muter(GENERER, { d: demandeDe(id, saisiePour(id)) }, options)}
          surFin={(agi) => {
            setLot(null);
            if (agi) relire();
          }}
        >
          <p>
            Chaque projet reçoit un numéro. Il reste un projet, en filigrane, jusqu’à sa relecture puis sa mise en
            signature <strong>par un autre gestionnaire que vous</strong>.
          </p>
        </Lot>
      )}
    </>
  );
}
