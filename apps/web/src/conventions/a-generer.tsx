import { ecrireEuros, ETATS_CONVENTION_A_REFAIRE, ETATS_PART_ECARTES, type DetailRefus } from '@tdt/domaine';
import { useCallback, useId, useState } from 'react';
import { Link } from 'react-router';
import { muter } from '../commun/api.js';
import { lireGarde } from '../commun/garde-locale.js';
import { Acte } from '../seances/acte.js';
import { quand } from '../seances/seance.js';
import { COMPLEMENTS_VIDES, demandeDe, nomGarde, nommerParts, resteA, type ComplementsSaisis } from './complements.js';
import type { Retenue } from './convention.js';
import { GenerationSuivie } from './generation-seance.js';
import { estVivante, LANCER_GENERATION, type SeanceAConventionner } from './generation.js';
import { useManques } from './manques.js';

/** A convention is awaited for this file: none was made, or none was signed. After a termination nobody awaits one. */
export function sansConvention({ conventions }: Pick<Retenue, 'conventions'>): boolean {
  return conventions.edges.every(({ node }) => ETATS_CONVENTION_A_REFAIRE.includes(node.etat));
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

function TableAGenerer({ lignes, titre }: { lignes: readonly LigneProps[]; titre: string }) {
  return (
    <table className="tdt-table tdt-empilable">
      <caption>{titre}</caption>
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

interface LancementProps {
  seance: SeanceAConventionner;
  lignes: readonly LigneProps[];
  surLancement: () => void;
}

/** Asks for every convention of the session, with what was typed on this device for each file. */
function Lancement({ seance, lignes, surLancement }: LancementProps) {
  const pretes = lignes.filter(({ points }) => points?.length === 0).map(({ retenue }) => retenue);
  const complements = lignes
    .map(({ retenue: { id } }) => ({ id, saisie: lireGarde<ComplementsSaisis>(nomGarde(id)) }))
    .flatMap(({ id, saisie }) => (saisie ? [demandeDe(id, saisie)] : []));
  return (
    <Acte
      bouton={pretes.length > 1 ? `Générer les ${pretes.length} conventions prêtes` : 'Générer la convention prête'}
      titre="Générer les conventions de cette séance ?"
      confirmer="Générer"
      priorite="primary"
      empeche={pretes.length === 0 ? 'Aucune n’est prête : ouvrez un dossier pour compléter ce qui manque.' : undefined}
      faire={(options) => muter(LANCER_GENERATION, { d: { seanceId: seance.id, complements } }, options)}
      surFait={surLancement}
    >
      <p>
        Chaque projet reçoit un numéro. Il reste un projet, en filigrane, jusqu’à sa relecture puis sa mise en signature{' '}
        <strong>par un autre gestionnaire que vous</strong>.
      </p>
      <ul className="tdt-lot">
        {pretes.map(({ id, titre, numero }) => (
          <li key={id}>
            {titre}, n° {numero}
          </li>
        ))}
      </ul>
      {pretes.length < lignes.length && (
        <p>Les dossiers incomplets de la séance sont écartés : le résultat dit ce qui manque à chacun.</p>
      )}
    </Acte>
  );
}

interface SeanceProps {
  seance: SeanceAConventionner;
  lignes: readonly LigneProps[];
  /** A generation of it was asked for, or ended, since this page was opened. */
  vue: boolean;
  suivre: (id: string) => void;
}

function Seance({ seance, lignes, vue, suivre }: SeanceProps) {
  const relire = useCallback(() => suivre(seance.id), [suivre, seance.id]);
  const id = useId();
  const { intitule, numero, prevueLe, generations } = seance;
  const derniere = generations.at(-1);
  const peutLancer = lignes.length > 0 && (derniere === undefined || derniere.etat === 'TERMINEE');
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="fr-h5 fr-mt-3w">
        {intitule}
        <span className="fr-hint-text">
          Séance {numero}, le {quand(prevueLe)}
        </span>
      </h3>
      {lignes.length > 0 && (
        <TableAGenerer lignes={lignes} titre="Dossiers retenus sans convention, et ce qui manque à chacun" />
      )}
      {peutLancer && (
        <div className="fr-mt-2w fr-mb-3w">
          <Lancement seance={seance} lignes={lignes} surLancement={relire} />
        </div>
      )}
      {derniere && (
        <GenerationSuivie
          key={derniere.id}
          id={derniere.id}
          seanceId={seance.id}
          enCours={vue || estVivante(derniere)}
          surFin={relire}
        />
      )}
    </section>
  );
}

/** Kept files by the session that has them on its agenda, the latest one first; the others apart. */
function repartir(lignes: readonly LigneProps[], seances: readonly SeanceAConventionner[]) {
  const reste = new Set(lignes);
  const groupes = seances.map((seance) => {
    const siens = lignes.filter((l) => reste.has(l) && seance.points.some((p) => p.candidatureId === l.retenue.id));
    siens.forEach((l) => reste.delete(l));
    return { seance, lignes: siens };
  });
  return { groupes, reste: [...reste] };
}

interface Props {
  retenues: readonly Retenue[];
  seances: readonly SeanceAConventionner[];
  relire: () => void;
}

/** Kept files whose convention is to be made: what each lacks, and those of a session made all at once. */
export function AGenerer({ retenues, seances, relire }: Props) {
  // What ended while this page looks at it stays in view.
  const [vues, setVues] = useState<ReadonlySet<string>>(new Set());
  const manques = useManques(retenues.map(({ id }) => id));
  const lignes = retenues.map((retenue) => {
    const points = manques.get(retenue.id)?.points;
    return { retenue, points: points && nommerParts(resteA(points, saisiePour(retenue.id)), retenue.parts) };
  });
  const { groupes, reste } = repartir(lignes, seances);
  const montrees = groupes.filter(({ seance, lignes: siennes }) => {
    const derniere = seance.generations.at(-1);
    return siennes.length > 0 || vues.has(seance.id) || (derniere && derniere.etat !== 'TERMINEE');
  });
  const suivre = useCallback(
    (id: string) => {
      setVues((avant) => new Set(avant).add(id));
      relire();
    },
    [relire],
  );
  if (montrees.length === 0 && reste.length === 0) {
    return (
      <p>
        Aucun dossier retenu n’attend sa convention. Un dossier paraît ici dès que la conférence l’a retenu en séance.
      </p>
    );
  }
  return (
    <>
      {montrees.map(({ seance, lignes: siennes }) => (
        <Seance key={seance.id} seance={seance} lignes={siennes} vue={vues.has(seance.id)} suivre={suivre} />
      ))}
      {reste.length > 0 && (
        <TableAGenerer lignes={reste} titre="Dossiers d’autres séances sans convention, et ce qui manque à chacun" />
      )}
    </>
  );
}
